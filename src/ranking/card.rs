//! The score card: whole points from a readable file, and the table from points to a probability.
//! What never lives here: reading files (text is handed in), floats, training.
//! `config` parses one, `ranking` and `day` use it.

use serde::Deserialize;
use toml::Spanned;

use super::features::{FEATURES, FORBIDDEN, Sense, sense};
use crate::domain::codes::ReasonCode;
use crate::domain::values::Tag;

/// Largest absolute number of points of one bin: beyond it one fact alone would silence all others.
pub const POINTS_MAX: i32 = 500;
/// Most bins of a feature, and most knots of the table: more can be read by nobody.
pub const BINS_MAX: usize = 64;
/// Longest name of a card, in characters: it stands in a header.
pub const NAME_CHARS_MAX: usize = 40;

/// A card in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    name: String,
    base: i32,
    features: Vec<Feature>,
    knots: Vec<(i32, u32)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Feature {
    code: ReasonCode,
    missing: i32,
    scale: Scale,
}

/// How a value becomes points.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Scale {
    /// (exclusive upper bound, points), rising; the last bound is `i64::MAX`.
    Bins(Vec<(i64, i32)>),
    /// (word, points) in the order written, and the points of every other word.
    Words(Vec<(Tag, i32)>, i32),
}

impl Scale {
    fn points(&self, value: i64) -> i32 {
        match self {
            Self::Bins(bins) => {
                bins.iter().find(|(below, _)| value < *below).or(bins.last()).map_or(0, |(_, points)| *points)
            }
            Self::Words(words, other) => {
                words.iter().find(|(word, _)| word.number() == value).map_or(*other, |(_, points)| *points)
            }
        }
    }
}

impl Feature {
    /// The points it gives whatever the fact; `None`: they differ.
    fn flat(&self) -> Option<i32> {
        let same = match &self.scale {
            Scale::Bins(bins) => bins.iter().all(|(_, points)| *points == self.missing),
            Scale::Words(words, other) => {
                *other == self.missing && words.iter().all(|(_, points)| *points == self.missing)
            }
        };
        same.then_some(self.missing)
    }
}

/// What is wrong with a card, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {fault}")]
pub struct CardError {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What.
    pub fault: CardFault,
}

/// The kinds of fault; `Display` gives the code of the message (`card-CODE`).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CardFault {
    /// Not TOML, a field missing, unknown or of the wrong type; with the reader's own words.
    #[error("syntax")]
    Syntax(String),
    /// No feature of this name.
    #[error("unknown-feature")]
    UnknownFeature(String),
    /// What may never weigh on anybody's place (see [`FORBIDDEN`]).
    #[error("forbidden-feature")]
    Forbidden(String),
    /// A feature that counts has `bins`, one that is a word has `words` and `other`.
    #[error("bins-or-words")]
    BinsOrWords,
    /// The feature stands there already.
    #[error("twice")]
    Twice(String),
    /// Bounds do not rise.
    #[error("bounds-not-rising")]
    BoundsNotRising,
    /// The last bin has a bound, or another has none.
    #[error("last-bin-open")]
    LastBinOpen,
    /// Points beyond [`POINTS_MAX`].
    #[error("points-too-large")]
    PointsTooLarge,
    /// No bin or no knot, or more than [`BINS_MAX`].
    #[error("bin-count")]
    BinCount,
    /// Knots do not rise in points, or the probability falls where points rise.
    #[error("knots-not-rising")]
    KnotsNotRising,
    /// A probability outside 0 to 1,000,000 millionths.
    #[error("probability-range")]
    ProbabilityRange,
    /// An empty name, or one longer than [`NAME_CHARS_MAX`].
    #[error("name")]
    Name,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCard {
    name: Spanned<String>,
    base: Spanned<i32>,
    #[serde(default)]
    feature: Vec<RawFeature>,
    probability: RawProbability,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFeature {
    code: Spanned<String>,
    missing: Spanned<i32>,
    bins: Option<Spanned<Vec<Spanned<RawBin>>>>,
    words: Option<Spanned<Vec<Spanned<RawWord>>>>,
    other: Option<Spanned<i32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWord {
    is: String,
    points: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBin {
    below: Option<i64>,
    points: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProbability {
    knots: Spanned<Vec<Spanned<(i32, i64)>>>,
}

/// A fault and the byte it stands at.
type Found = (usize, CardFault);

impl Card {
    /// The text of the card that comes with the house: `rules/card-default.toml`.
    pub const DEFAULT_TEXT: &'static str = include_str!("../../rules/card-default.toml");

    /// The card that comes with the house: `rules/card-default.toml`.
    #[must_use]
    pub fn default_card() -> Self {
        Self::parse(Self::DEFAULT_TEXT).expect("rules/card-default.toml is compiled in, and a test reads it")
    }

    /// Reads a card; the first fault found is returned with its line and column.
    pub fn parse(text: &str) -> Result<Self, CardError> {
        let raw: RawCard = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            located(text, (at, CardFault::Syntax(error.message().to_owned())))
        })?;
        Self::checked(raw).map_err(|found| located(text, found))
    }

    fn checked(raw: RawCard) -> Result<Self, Found> {
        let name = raw.name.get_ref().trim().to_owned();
        if name.is_empty() || name.chars().count() > NAME_CHARS_MAX || name.chars().any(char::is_control) {
            return Err((raw.name.span().start, CardFault::Name));
        }
        small(raw.base.span().start, *raw.base.get_ref())?;
        let mut features: Vec<Feature> = Vec::with_capacity(raw.feature.len());
        for feature in raw.feature {
            let at = feature.code.span().start;
            let checked = checked_feature(feature)?;
            if features.iter().any(|other| other.code == checked.code) {
                return Err((at, CardFault::Twice(checked.code.name().to_owned())));
            }
            features.push(checked);
        }
        // A feature that gives everybody the same is no reason: it belongs to what every case gets.
        let flat: i32 = features.iter().filter_map(Feature::flat).sum();
        features.retain(|feature| feature.flat().is_none());
        let base = raw.base.get_ref() + flat;
        Ok(Self { name, base, features, knots: checked_knots(&raw.probability)? })
    }

    /// Its name, printed with every queue.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Points every case gets.
    #[must_use]
    pub fn base(&self) -> i32 {
        self.base
    }

    /// Points of one feature for its value; `None`: not known of this debtor. 0 for a feature the card leaves out.
    #[must_use]
    pub fn points(&self, code: ReasonCode, value: Option<i64>) -> i32 {
        let Some(feature) = self.features.iter().find(|feature| feature.code == code) else { return 0 };
        value.map_or(feature.missing, |value| feature.scale.points(value))
    }

    /// The features it gives points to, in the order of its file.
    pub fn codes(&self) -> impl Iterator<Item = ReasonCode> {
        self.features.iter().map(|feature| feature.code)
    }

    /// Probability of still being unpaid in 7 days, in millionths: straight lines between the knots, flat outside,
    /// rounded down. Never falls when the score rises.
    #[must_use]
    pub fn probability_ppm(&self, score: i32) -> u32 {
        let after = self.knots.partition_point(|(points, _)| *points <= score);
        let (Some(below), above) = (after.checked_sub(1).and_then(|i| self.knots.get(i)), self.knots.get(after)) else {
            return self.knots.first().map_or(0, |(_, ppm)| *ppm);
        };
        let Some(above) = above else { return below.1 };
        let rise = i64::from(above.1) - i64::from(below.1);
        let part = i64::from(score - below.0) * rise / i64::from(above.0 - below.0);
        u32::try_from(i64::from(below.1) + part).unwrap_or(below.1)
    }

    /// (exclusive upper bound, points) of each bin of a feature that counts, rising; none of a word, or of a feature that is
    /// not on the card.
    #[must_use]
    pub fn bins(&self, code: ReasonCode) -> &[(i64, i32)] {
        match self.features.iter().find(|feature| feature.code == code).map(|feature| &feature.scale) {
            Some(Scale::Bins(bins)) => bins,
            Some(Scale::Words(..)) | None => &[],
        }
    }

    /// Every number of the card in a fixed order, for telling whether two cards rank alike.
    #[must_use]
    pub fn canonical(&self) -> String {
        use std::fmt::Write;
        let mut out = format!("{}|{}", self.name, self.base);
        for feature in &self.features {
            let _ = write!(out, "|{}:{}", feature.code, feature.missing);
            match &feature.scale {
                Scale::Bins(bins) => {
                    for (below, points) in bins {
                        let _ = write!(out, ",{below}={points}");
                    }
                }
                Scale::Words(words, other) => {
                    for (word, points) in words {
                        let _ = write!(out, ",{word}={points}");
                    }
                    let _ = write!(out, ",*={other}");
                }
            }
        }
        for (points, ppm) in &self.knots {
            let _ = write!(out, "|{points}>{ppm}");
        }
        out
    }
}

fn checked_feature(raw: RawFeature) -> Result<Feature, Found> {
    let at = raw.code.span().start;
    let name = raw.code.get_ref().trim().to_lowercase().replace('_', "-");
    if FORBIDDEN.contains(&name.as_str()) {
        return Err((at, CardFault::Forbidden(raw.code.get_ref().clone())));
    }
    let named: Option<ReasonCode> = raw.code.get_ref().parse().ok().filter(|code| FEATURES.contains(code));
    let code = named.ok_or_else(|| (at, CardFault::UnknownFeature(raw.code.get_ref().clone())))?;
    small(raw.missing.span().start, *raw.missing.get_ref())?;
    let scale = match (sense(code), &raw.bins, &raw.words, &raw.other) {
        (Sense::Word, None, Some(words), Some(other)) => checked_words(words, other)?,
        (Sense::Rises | Sense::Falls | Sense::Free, Some(bins), None, None) => Scale::Bins(checked_bins(bins)?),
        (Sense::Word | Sense::Rises | Sense::Falls | Sense::Free, _, _, _) => return Err((at, CardFault::BinsOrWords)),
    };
    Ok(Feature { code, missing: *raw.missing.get_ref(), scale })
}

fn checked_words(raw: &Spanned<Vec<Spanned<RawWord>>>, other: &Spanned<i32>) -> Result<Scale, Found> {
    let all = raw.get_ref();
    if all.len() > BINS_MAX {
        return Err((raw.span().start, CardFault::BinCount));
    }
    small(other.span().start, *other.get_ref())?;
    let mut words: Vec<(Tag, i32)> = Vec::with_capacity(all.len());
    for word in all {
        let at = word.span().start;
        let word = word.get_ref();
        small(at, word.points)?;
        let tag = Tag::of(&word.is);
        if words.iter().any(|(other, _)| *other == tag) {
            return Err((at, CardFault::Twice(word.is.clone())));
        }
        words.push((tag, word.points));
    }
    Ok(Scale::Words(words, *other.get_ref()))
}

fn checked_bins(raw: &Spanned<Vec<Spanned<RawBin>>>) -> Result<Vec<(i64, i32)>, Found> {
    let all = raw.get_ref();
    if all.is_empty() || all.len() > BINS_MAX {
        return Err((raw.span().start, CardFault::BinCount));
    }
    let mut bins: Vec<(i64, i32)> = Vec::with_capacity(all.len());
    for (place, bin) in all.iter().enumerate() {
        let at = bin.span().start;
        let bin = bin.get_ref();
        small(at, bin.points)?;
        let last = place + 1 == all.len();
        let below = match (bin.below, last) {
            (Some(below), false) => below,
            (None, true) => i64::MAX,
            (Some(_), true) | (None, false) => return Err((at, CardFault::LastBinOpen)),
        };
        if bins.last().is_some_and(|(before, _)| *before >= below) {
            return Err((at, CardFault::BoundsNotRising));
        }
        bins.push((below, bin.points));
    }
    Ok(bins)
}

fn checked_knots(raw: &RawProbability) -> Result<Vec<(i32, u32)>, Found> {
    let all = raw.knots.get_ref();
    if all.is_empty() || all.len() > BINS_MAX {
        return Err((raw.knots.span().start, CardFault::BinCount));
    }
    let mut knots: Vec<(i32, u32)> = Vec::with_capacity(all.len());
    for knot in all {
        let at = knot.span().start;
        let (points, ppm) = *knot.get_ref();
        let in_range = u32::try_from(ppm).ok().filter(|ppm| *ppm <= 1_000_000);
        let ppm = in_range.ok_or((at, CardFault::ProbabilityRange))?;
        if points.abs() > POINTS_MAX * i32::try_from(FEATURES.len() + 1).unwrap_or(1) {
            return Err((at, CardFault::PointsTooLarge));
        }
        if knots.last().is_some_and(|(before, low)| *before >= points || *low > ppm) {
            return Err((at, CardFault::KnotsNotRising));
        }
        knots.push((points, ppm));
    }
    Ok(knots)
}

fn small(at: usize, points: i32) -> Result<(), Found> {
    if (-POINTS_MAX..=POINTS_MAX).contains(&points) { Ok(()) } else { Err((at, CardFault::PointsTooLarge)) }
}

fn located(text: &str, (at, fault): Found) -> CardError {
    let before = text.get(..at.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |tail| tail.chars().count()) + 1;
    CardError { line, column, fault }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "name = \"s\"\nbase = 3\n[[feature]]\ncode = \"overdue-items\"\nmissing = 1\n\
        bins = [{ below = 2, points = -4 }, { points = 6 }]\n[probability]\nknots = [[-10, 100000], [10, 300000]]\n";

    #[test]
    fn the_default_card_reads_and_never_falls() {
        let card = Card::default_card();
        assert_eq!(card.name(), "default-1");
        let curve: Vec<u32> = (-300..=300).map(|score| card.probability_ppm(score)).collect();
        assert!(curve.is_sorted() && curve.iter().all(|ppm| *ppm <= 1_000_000));
        assert_eq!(card.probability_ppm(0), 500_000);
    }

    #[test]
    fn words_are_read_as_written() {
        let text = SMALL.replace(
            "bins = [{ below = 2, points = -4 }, { points = 6 }]",
            "words = [{ is = 'Grands comptes', points = 5 }]\nother = -2",
        );
        let text = text.replace("overdue-items", "segment");
        let card = Card::parse(&text).unwrap();
        let points = |word: &str| card.points(ReasonCode::Segment, Tag::of(word).known());
        assert_eq!((points("GRANDS COMPTES"), points("pme"), points("")), (5, -2, 1));
        let fault = Card::parse(&SMALL.replace("overdue-items", "segment")).unwrap_err().fault;
        assert_eq!(fault, CardFault::BinsOrWords);
        let fault = Card::parse(&text.replace("segment", "silence-days")).unwrap_err().fault;
        assert_eq!(fault, CardFault::BinsOrWords);
    }

    #[test]
    fn what_may_never_weigh_is_refused_by_name() {
        for name in FORBIDDEN {
            let error = Card::parse(&SMALL.replace("overdue-items", &name.to_uppercase())).unwrap_err();
            assert_eq!((error.line, error.fault), (4, CardFault::Forbidden(name.to_uppercase())));
        }
    }

    #[test]
    fn bins_and_knots_are_read_as_written() {
        let card = Card::parse(SMALL).unwrap();
        let points = |value| card.points(ReasonCode::OverdueItems, value);
        assert_eq!((points(None), points(Some(1)), points(Some(2)), points(Some(i64::MAX))), (1, -4, 6, 6));
        assert_eq!(card.points(ReasonCode::Silence, Some(9)), 0);
        let ppm: Vec<u32> = [-99, -10, 0, 5, 10, 99].map(|score| card.probability_ppm(score)).to_vec();
        assert_eq!(ppm, [100_000, 100_000, 200_000, 250_000, 300_000, 300_000]);
    }

    #[test]
    fn faults_are_located() {
        let fault = |from: &str, to: &str| {
            let error = Card::parse(&SMALL.replacen(from, to, 1)).unwrap_err();
            (error.line, error.column, error.fault)
        };
        assert_eq!(fault("\"s\"", "\" \""), (1, 8, CardFault::Name));
        assert_eq!(fault("base = 3", "base = 9999"), (2, 8, CardFault::PointsTooLarge));
        assert_eq!(fault("overdue-items", "moon"), (4, 8, CardFault::UnknownFeature("moon".into())));
        assert_eq!(fault("overdue-items", "base"), (4, 8, CardFault::UnknownFeature("base".into())));
        assert_eq!(fault("{ points = 6 }", "{ below = 2, points = 6 }"), (6, 37, CardFault::LastBinOpen));
        assert_eq!(fault("{ below = 2", "{ below = 2, points = 1 }, { below = 1").2, CardFault::BoundsNotRising);
        assert_eq!(fault("300000", "1300000"), (8, 25, CardFault::ProbabilityRange));
        assert_eq!(fault("300000", "90000").2, CardFault::KnotsNotRising);
        assert_eq!(fault("[[-10, 100000], [10, 300000]]", "[]"), (8, 9, CardFault::BinCount));
        assert!(matches!(fault("missing = 1", "mising = 1"), (5, 1, CardFault::Syntax(_))));
        assert!(matches!(fault("base = 3", "base = 3.5"), (2, 8, CardFault::Syntax(_))));
    }
}
