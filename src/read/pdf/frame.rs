//! The page turned so that its text runs from left to right, and back again.
//!
//! On a page that is shown rotated the text runs vertically; the layout reads it upright and
//! gives boxes back as the page is displayed.

use super::page::Turn;
use crate::evidence::Rect;

/// A page turned upright.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    turn: Turn,
    page_width: f32,
    page_height: f32,
}

impl Frame {
    /// The frame in which text of direction `turn` runs from left to right.
    pub(super) fn new(turn: Turn, page_width: f32, page_height: f32) -> Frame {
        Frame { turn, page_width, page_height }
    }

    /// Height of the page in the frame, in points.
    pub(super) fn height(self) -> f32 {
        match self.turn {
            Turn::None | Turn::Half => self.page_height,
            Turn::Quarter | Turn::ThreeQuarters => self.page_width,
        }
    }

    /// A point of the page in the frame.
    pub(super) fn point(self, x: f32, y: f32) -> (f32, f32) {
        match self.turn {
            Turn::None => (x, y),
            Turn::Quarter => (y, self.page_width - x),
            Turn::Half => (self.page_width - x, self.page_height - y),
            Turn::ThreeQuarters => (self.page_height - y, x),
        }
    }

    /// A box of the page in the frame.
    pub(super) fn rect(self, rect: Rect) -> Rect {
        spanned(self.point(rect.x0, rect.y0), self.point(rect.x1, rect.y1))
    }

    /// A box of the frame on the page as displayed.
    pub(super) fn on_page(self, rect: Rect) -> Rect {
        let back = |u: f32, v: f32| match self.turn {
            Turn::None => (u, v),
            Turn::Quarter => (self.page_width - v, u),
            Turn::Half => (self.page_width - u, self.page_height - v),
            Turn::ThreeQuarters => (v, self.page_height - u),
        };
        spanned(back(rect.x0, rect.y0), back(rect.x1, rect.y1))
    }
}

fn spanned(a: (f32, f32), b: (f32, f32)) -> Rect {
    Rect { x0: a.0.min(b.0), y0: a.1.min(b.1), x1: a.0.max(b.0), y1: a.1.max(b.1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_come_back_as_they_went() {
        let rect = Rect { x0: 10.0, y0: 20.0, x1: 40.0, y1: 30.0 };
        for turn in Turn::ALL {
            let frame = Frame::new(turn, 600.0, 800.0);
            assert_eq!(frame.on_page(frame.rect(rect)), rect);
        }
    }

    #[test]
    fn text_that_runs_down_starts_at_the_right_edge() {
        let frame = Frame::new(Turn::Quarter, 600.0, 800.0);
        assert_eq!(frame.point(590.0, 50.0), (50.0, 10.0));
        assert_eq!(frame.height(), 600.0);
    }
}
