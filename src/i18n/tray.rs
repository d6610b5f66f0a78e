//! Why a debtor is proposed for what waits in the tray, in words.
//! What never lives here: the proposals (see `store::read::tray`).
//! Screen and command line say it through this.

use super::Words;

impl Words {
    /// Why a debtor is proposed and how sure that is; `hint` and `certainty` by their kebab-case names.
    #[must_use]
    pub fn tray_why(&self, hint: &str, certainty: &str) -> String {
        let facts = [
            ("why", self.t(&format!("tray-why-{hint}")).into()),
            ("sure", self.t(&format!("certainty-{certainty}")).into()),
        ];
        self.tf("tray-why", &facts)
    }
}
