//! Sheets as CSV: plain numbers, ISO days, text that no spreadsheet takes for a formula.
//! What never lives here: what is written.
//! `sheet` calls it.

use std::io::Write;

use super::{Cell, Sheet, SheetError, Value};

/// Beginnings that a spreadsheet takes for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Several sheets stand below each other, an empty line between.
pub(super) fn write(out: &mut impl Write, sheets: &[Sheet]) -> Result<(), SheetError> {
    for (place, sheet) in sheets.iter().enumerate() {
        if place > 0 {
            out.write_all(b"\r\n")?;
        }
        let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut *out);
        let heading: Vec<String> = sheet.columns.iter().map(|name| safe(name)).collect();
        rows.write_record(&heading).map_err(std::io::Error::from)?;
        for row in &sheet.rows {
            let cells: Vec<String> = row.iter().map(plain).collect();
            rows.write_record(&cells).map_err(std::io::Error::from)?;
        }
        rows.flush()?;
    }
    Ok(())
}

fn plain(cell: &Cell) -> String {
    match &cell.value {
        Value::Empty => String::new(),
        Value::Text => safe(&cell.text),
        Value::Count(count) => count.to_string(),
        Value::Money(money) => money.to_decimal().to_string(),
        Value::Share(bp) => rust_decimal::Decimal::new(*bp, 4).to_string(),
        Value::Tenths(tenths) => rust_decimal::Decimal::new(*tenths, 1).to_string(),
        Value::Day(day) => day.to_string(),
    }
}

fn safe(text: &str) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::values::{Currency, Money};

    #[test]
    fn numbers_are_plain_and_text_is_never_a_formula() {
        let row = vec![
            Cell::text("=1+1"),
            Cell::text("a, \"b\""),
            Cell::new(Value::Money(Money::new(-123_450, Currency::EUR)), "-1 234,50 €"),
            Cell::new(Value::Share(1_250), "12,5 %"),
            Cell::new(Value::Tenths(824), "82,4"),
            Cell::new(Value::Day("2026-01-15".parse().unwrap()), "15/01/2026"),
            Cell::empty(),
        ];
        let columns = ["a", "b", "c", "d", "e", "f", "@g"].map(str::to_owned).to_vec();
        let sheet = Sheet { title: "t".into(), notes: vec![], columns, rows: vec![row], charts: vec![] };
        let mut out = vec![];
        write(&mut out, &[sheet]).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "a,b,c,d,e,f,'@g\r\n'=1+1,\"a, \"\"b\"\"\",-1234.50,0.1250,82.4,2026-01-15,\r\n");
        let mut back = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(&back.records().next().unwrap().unwrap()[1], "a, \"b\"");
    }
}
