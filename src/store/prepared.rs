//! A statement kept over many rows: parameter names `$1`, `$2` … are looked up once, then bound by their place found.
//! [`Many`] sends many rows with one statement.
//! What never lives here: a statement's text.
//! Bulk writers and readers of `store` call it; everything else uses `bind`.

use rusqlite::types::{ToSqlOutput, ValueRef};
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

/// Rows sent with one statement: rows in order of their key then find the place of the one before at hand, and what a
/// statement costs is paid once for all of them.
pub(super) const ROWS_PER_STATEMENT: usize = 64;

/// One statement over many rows: `head`, then `row` once a row, then `tail`.
pub(super) struct Many<'c> {
    conn: &'c Connection,
    text: ManyText,
    full: Option<Prepared<'c>>,
    one: Option<Prepared<'c>>,
}

/// Its text. In `row`, `$1`, `$2` … are the values that all rows share and `#1`, `#2` … those of the row.
#[derive(Debug, Clone, Copy)]
pub(super) struct ManyText {
    /// Up to the first row.
    pub(super) head: &'static str,
    /// One row.
    pub(super) row: &'static str,
    /// After the last row.
    pub(super) tail: &'static str,
    /// How many values all rows share.
    pub(super) shared: usize,
}

impl ManyText {
    fn of(&self, rows: usize, columns: usize) -> String {
        let mut sql = self.head.to_owned();
        for row in 0..rows {
            if row > 0 {
                sql.push_str(", ");
            }
            let mut parts = self.row.split('#');
            sql.push_str(parts.next().unwrap_or(""));
            for part in parts {
                let digits = part.bytes().take_while(u8::is_ascii_digit).count();
                let (place, rest) = part.split_at(digits);
                let place: usize = place.parse().unwrap_or(0);
                sql.push_str(&format!("${}{rest}", self.shared + row * columns + place));
            }
        }
        sql.push_str(self.tail);
        sql
    }
}

impl<'c> Many<'c> {
    /// Keeps the text; nothing is prepared before it is needed.
    pub(super) fn new(conn: &'c Connection, text: ManyText) -> Self {
        Self { conn, text, full: None, one: None }
    }

    /// Runs over all `rows`, whose values `values` tells; returns how many rows were touched.
    pub(super) fn run<T, const N: usize>(
        &mut self,
        shared: &[ValueRef<'_>],
        rows: &[T],
        values: impl for<'v> Fn(&'v T) -> [ValueRef<'v>; N],
    ) -> Result<usize, StoreError> {
        let (conn, text) = (self.conn, self.text);
        let mut touched = 0;
        let whole = rows.chunks_exact(ROWS_PER_STATEMENT);
        let left = whole.remainder();
        for some in whole {
            touched += Self::send(conn, text, &mut self.full, shared, some, &values)?;
        }
        for row in left.chunks(1) {
            touched += Self::send(conn, text, &mut self.one, shared, row, &values)?;
        }
        Ok(touched)
    }

    /// Runs over all `rows`, each of which must be touched once.
    pub(super) fn run_all<T, const N: usize>(
        &mut self,
        shared: &[ValueRef<'_>],
        rows: &[T],
        values: impl for<'v> Fn(&'v T) -> [ValueRef<'v>; N],
    ) -> Result<(), StoreError> {
        match self.run(shared, rows, values)? {
            touched if touched == rows.len() => Ok(()),
            touched => Err(StoreError::Corrupt(format!("{touched} rows touched where {} were due", rows.len()))),
        }
    }

    fn send<T, const N: usize>(
        conn: &'c Connection,
        text: ManyText,
        kept: &mut Option<Prepared<'c>>,
        shared: &[ValueRef<'_>],
        rows: &[T],
        values: &impl for<'v> Fn(&'v T) -> [ValueRef<'v>; N],
    ) -> Result<usize, StoreError> {
        let prepared = match kept {
            Some(prepared) => prepared,
            None => kept.insert(Prepared::new(conn, &text.of(rows.len(), N), text.shared + rows.len() * N)?),
        };
        if shared.len() != text.shared || prepared.places.len() != text.shared + rows.len() * N {
            return Err(StoreError::Corrupt(format!("{} values do not fit: {}", shared.len(), text.head)));
        }
        let mut places = prepared.places.iter();
        let statement = &mut prepared.statement;
        let mut bind = |value: ValueRef<'_>| match places.next() {
            Some(place) => statement.raw_bind_parameter(*place, ToSqlOutput::Borrowed(value)),
            None => Ok(()),
        };
        shared.iter().try_for_each(|value| bind(*value))?;
        for row in rows {
            values(row).into_iter().try_for_each(&mut bind)?;
        }
        Ok(prepared.statement.raw_execute()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: ManyText =
        ManyText { head: "INSERT INTO t (a, b, c) VALUES ", row: "(#2, $1, #1)", tail: "", shared: 1 };

    fn values(row: &(i64, String)) -> [ValueRef<'_>; 2] {
        [ValueRef::Integer(row.0), ValueRef::Text(row.1.as_bytes())]
    }

    #[test]
    fn each_row_comes_in_once_whatever_their_number() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE t (a TEXT NOT NULL, b INTEGER, c INTEGER PRIMARY KEY)").unwrap();
        let mut many = Many::new(&conn, TEXT);
        let mut next = 0;
        for count in [0, 1, 63, 64, 65, 200] {
            let rows: Vec<(i64, String)> = (next..next + count).map(|n| (n, format!("r{n}"))).collect();
            next += count;
            many.run_all(&[ValueRef::Integer(7)], &rows, values).unwrap();
        }
        let sql = "SELECT COUNT(*) FROM t WHERE b = 7 AND a = 'r' || c";
        let right: i64 = conn.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(right, next);
        assert!(many.run_all(&[ValueRef::Integer(7)], &[(0, String::new())], values).is_err(), "a key held already");
    }

    #[test]
    fn a_row_that_is_not_touched_is_an_error() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE t (a TEXT, b INTEGER, c INTEGER PRIMARY KEY)").unwrap();
        let text = ManyText { tail: " ON CONFLICT DO NOTHING", ..TEXT };
        let mut many = Many::new(&conn, text);
        let rows = [(1, "x".to_owned()), (1, "y".to_owned())];
        assert!(many.run_all(&[ValueRef::Integer(7)], &rows, values).is_err());
        assert_eq!(many.run(&[ValueRef::Integer(7)], &rows, values).unwrap(), 0);
    }
}
