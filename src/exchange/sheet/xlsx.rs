//! Sheets as a workbook: real numbers and dates with their formats, text as text.
//! What never lives here: what is written.
//! `sheet` calls it.

use std::io::Write;

use chrono::Datelike;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Cell, Sheet, SheetError, Value};

/// Longest name of a sheet that a spreadsheet takes.
const NAME_CHARS_MAX: usize = 31;
/// Characters a sheet's name may not hold.
const NAME_BARRED: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

pub(super) fn write(out: &mut impl Write, sheets: &[Sheet]) -> Result<(), SheetError> {
    let made = workbook(sheets).map_err(|error| SheetError::Workbook(error.to_string()))?;
    Ok(out.write_all(&made)?)
}

fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    for sheet in sheets {
        fill(book.add_worksheet(), sheet)?;
    }
    book.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let name: String = sheet.title.chars().filter(|c| !NAME_BARRED.contains(c)).take(NAME_CHARS_MAX).collect();
    page.set_name(name)?;
    let mut line = 0;
    for note in std::iter::once(&sheet.title).chain(&sheet.notes) {
        page.write_string(line, 0, note)?;
        line += 1;
    }
    line += 1;
    let bold = Format::new().set_bold();
    for (column, name) in (0..).zip(&sheet.columns) {
        page.write_string_with_format(line, column, name, &bold)?;
    }
    for row in &sheet.rows {
        line += 1;
        for (column, cell) in (0..).zip(row) {
            put(page, line, column, cell)?;
        }
    }
    page.autofit();
    Ok(())
}

fn put(page: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    let number = |page: &mut Worksheet, value: f64, format: &str| {
        page.write_number_with_format(row, column, value, &Format::new().set_num_format(format)).map(|_| ())
    };
    // A spreadsheet knows no other number than a float; the amounts of a book are exact in one up to 2^53 minor units.
    match &cell.value {
        Value::Empty => Ok(()),
        Value::Text => page.write_string(row, column, &cell.text).map(|_| ()),
        Value::Count(count) => number(page, *count as f64, "#,##0"),
        Value::Money(money) => number(page, money.to_decimal().to_f64().unwrap_or_default(), "#,##0.00"),
        Value::Share(bp) => number(page, *bp as f64 / 10_000.0, "0.0%"),
        Value::Tenths(tenths) => number(page, *tenths as f64 / 10.0, "0.0"),
        Value::Day(day) => {
            let date = day.date();
            let month = u8::try_from(date.month()).unwrap_or(1);
            let at = ExcelDateTime::from_ymd(u16::try_from(date.year()).unwrap_or(1900), month, date.day() as u8)?;
            page.write_datetime_with_format(row, column, &at, &Format::new().set_num_format("yyyy-mm-dd")).map(|_| ())
        }
    }
}
