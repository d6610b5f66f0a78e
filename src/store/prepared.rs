//! A statement kept over many rows: parameter names `$1`, `$2` … are looked up once, then bound by their place found.
//! What never lives here: a statement's text.
//! Bulk writers and readers of `store` call it; everything else uses `bind`.

use rusqlite::{Connection, Row, Statement, ToSql};

use super::StoreError;

/// A prepared statement with the places of its parameters by name.
pub(super) struct Prepared<'c> {
    statement: Statement<'c>,
    places: Vec<usize>,
}

impl<'c> Prepared<'c> {
    /// Prepares `sql`, which must have exactly the parameters `$1` to `$count`.
    pub(super) fn new(conn: &'c Connection, sql: &str, count: usize) -> Result<Self, StoreError> {
        let statement = conn.prepare(sql)?;
        if statement.parameter_count() != count {
            return Err(StoreError::Corrupt(format!("{} parameters, {count} due", statement.parameter_count())));
        }
        let mut places = Vec::with_capacity(count);
        for place in 1..=count {
            let name = format!("${place}");
            let index = statement.parameter_index(&name)?;
            places.push(index.ok_or_else(|| StoreError::Corrupt(format!("no parameter {name}")))?);
        }
        Ok(Self { statement, places })
    }

    fn bind(&mut self, values: &[&dyn ToSql]) -> Result<(), StoreError> {
        if values.len() != self.places.len() {
            return Err(StoreError::Corrupt(format!("{} values, {} due", values.len(), self.places.len())));
        }
        for (place, value) in self.places.iter().zip(values) {
            self.statement.raw_bind_parameter(*place, *value)?;
        }
        Ok(())
    }

    /// Runs an INSERT, UPDATE or DELETE and returns how many rows it touched.
    pub(super) fn run(&mut self, values: &[&dyn ToSql]) -> Result<usize, StoreError> {
        self.bind(values)?;
        Ok(self.statement.raw_execute()?)
    }

    /// Runs an INSERT, UPDATE or DELETE that must touch exactly one row.
    pub(super) fn run_one(&mut self, values: &[&dyn ToSql]) -> Result<(), StoreError> {
        match self.run(values)? {
            1 => Ok(()),
            touched => Err(StoreError::Corrupt(format!("{touched} rows touched where one was due"))),
        }
    }

    /// Walks the rows through `read` until it answers `false`.
    pub(super) fn each(
        &mut self,
        values: &[&dyn ToSql],
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<bool>,
    ) -> Result<(), StoreError> {
        self.bind(values)?;
        let mut cursor = self.statement.raw_query();
        while let Some(row) = cursor.next()? {
            if !read(row)? {
                break;
            }
        }
        Ok(())
    }
}
