//! The binary: hands over to `cli` and passes its exit code on.
//! What never lives here: anything else.

fn main() -> std::process::ExitCode {
    relance::cli::main()
}
