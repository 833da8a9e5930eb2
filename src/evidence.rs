//! Where a value came from: page, line, quote and box. Imports no stage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A rectangle on a page, in PDF points from the page's top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge, never less than `x0`.
    pub x1: f32,
    /// Bottom edge, never less than `y0`.
    pub y1: f32,
}

impl Rect {
    /// The smallest rectangle that holds both.
    pub fn union(self, other: Rect) -> Rect {
        Rect {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Width in points.
    pub fn width(self) -> f32 {
        self.x1 - self.x0
    }

    /// Height in points.
    pub fn height(self) -> f32 {
        self.y1 - self.y0
    }
}

impl From<Rect> for [f64; 4] {
    /// Rounded to a tenth of a point, so that the same page prints the same box on every machine.
    fn from(rect: Rect) -> [f64; 4] {
        [rect.x0, rect.y0, rect.x1, rect.y1].map(|edge| (f64::from(edge) * 10.0).round() / 10.0)
    }
}

/// Where in the document a value stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// The page, counted from 1; null for HTML and plain text.
    pub page: Option<u32>,
    /// The line, counted from 1, in the text that `overens text` prints.
    pub line: u32,
    /// The words as they stand there, before broken words are joined.
    pub quote: String,
    /// `[x0, y0, x1, y1]` in PDF points from the page's top left corner; null where there is none.
    pub bbox: Option<[f64; 4]>,
}
