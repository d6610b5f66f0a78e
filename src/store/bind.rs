//! The one helper that binds parameters: by their name `$1`, `$2` …, never by the order of first appearance.
//! What never lives here: a statement.
//! Every file of `store` calls it, and nothing else binds.

use rusqlite::{CachedStatement, Connection, Row, Statement, ToSql};

use super::StoreError;

/// Binds `values[0]` to `$1`, `values[1]` to `$2` … A value without its parameter, or a parameter without a value, is an error.
pub fn bind(statement: &mut Statement<'_>, values: &[&dyn ToSql]) -> Result<(), StoreError> {
    if statement.parameter_count() != values.len() {
        return Err(StoreError::Corrupt(format!(
            "{} parameters, {} values",
            statement.parameter_count(),
            values.len()
        )));
    }
    let mut name = String::with_capacity(4);
    for (place, value) in values.iter().enumerate() {
        name.clear();
        name.push('$');
        name.push_str(&(place + 1).to_string());
        let index = statement.parameter_index(&name)?;
        let index = index.ok_or_else(|| StoreError::Corrupt(format!("no parameter {name}")))?;
        statement.raw_bind_parameter(index, *value)?;
    }
    Ok(())
}

/// Runs an INSERT, UPDATE or DELETE and returns how many rows it touched.
pub fn run(conn: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<usize, StoreError> {
    #[cfg(test)]
    seen::note(sql);
    let mut statement = conn.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    let done = statement.raw_execute();
    #[cfg(test)]
    seen::count(&mut statement);
    Ok(done?)
}

/// Runs an INSERT, UPDATE or DELETE that must touch exactly `rows` rows.
pub fn run_exactly(conn: &Connection, sql: &str, values: &[&dyn ToSql], rows: usize) -> Result<(), StoreError> {
    let touched = run(conn, sql, values)?;
    if touched == rows {
        return Ok(());
    }
    Err(StoreError::Corrupt(format!("{touched} rows touched where {rows} were due: {sql}")))
}

/// Reads all rows through `read`.
pub fn rows<T>(
    conn: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
    mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let mut out = Vec::new();
    each(conn, sql, values, |row| {
        out.push(read(row)?);
        Ok(true)
    })?;
    Ok(out)
}

/// Reads the first row, if any, through `read`.
pub fn first<T>(
    conn: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
    mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, StoreError> {
    let mut out = None;
    each(conn, sql, values, |row| {
        out = Some(read(row)?);
        Ok(false)
    })?;
    Ok(out)
}

/// A statement with its values bound, for a caller that walks several at once (`raw_query`).
pub fn ready<'c>(conn: &'c Connection, sql: &str, values: &[&dyn ToSql]) -> Result<CachedStatement<'c>, StoreError> {
    #[cfg(test)]
    seen::note(sql);
    let mut statement = conn.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    Ok(statement)
}

/// Walks rows through `read` until it answers `false`.
pub fn each(
    conn: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
    mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<bool>,
) -> Result<(), StoreError> {
    #[cfg(test)]
    seen::note(sql);
    let mut statement = conn.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    let mut cursor = statement.raw_query();
    while let Some(row) = cursor.next()? {
        if !read(row)? {
            break;
        }
    }
    #[cfg(test)]
    {
        drop(cursor);
        seen::count(&mut statement);
    }
    Ok(())
}

/// The statements run on this thread, for the tests that look at their plans.
#[cfg(test)]
pub(in crate::store) mod seen {
    use std::cell::{Cell, RefCell};

    use rusqlite::{Statement, StatementStatus};

    thread_local! {
        static SQL: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
        static STEPS: Cell<i64> = const { Cell::new(0) };
    }

    /// Notes a statement while somebody listens.
    pub(super) fn note(sql: &str) {
        SQL.with_borrow_mut(|seen| {
            if let Some(seen) = seen {
                seen.push(sql.to_owned());
            }
        });
    }

    /// Counts the steps that the engine took for a statement.
    pub(super) fn count(statement: &mut Statement<'_>) {
        let steps = statement.reset_status(StatementStatus::VmStep);
        STEPS.set(STEPS.get() + i64::from(steps));
    }

    /// The steps that the engine takes for `work`.
    pub(in crate::store) fn steps<T>(work: impl FnOnce() -> T) -> (T, i64) {
        STEPS.set(0);
        let done = work();
        (done, STEPS.get())
    }

    /// The statements that `work` runs.
    pub(in crate::store) fn during<T>(work: impl FnOnce() -> T) -> (T, Vec<String>) {
        SQL.set(Some(Vec::new()));
        let done = work();
        (done, SQL.take().unwrap_or_default())
    }
}
