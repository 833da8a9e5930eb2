//! What a page draws that the engine would not come to an end with: looked for before it draws.
//!
//! Looks at the page itself, the forms that it may draw, and the drawings of its annotations. What
//! fills an area or masks it, and what the characters of a font are made of, is never drawn here.

use std::collections::HashMap;

use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::{inline_images, widths};

/// How deep forms may stand in forms; the engine does not go as deep.
const DEEPEST: usize = 64;

/// What is known of the forms of a document.
#[derive(Default)]
pub(super) struct Traps {
    forms: HashMap<ObjectIdentifier, Option<&'static str>>,
}

impl Traps {
    /// What of a page would never end, as a clause, if anything would.
    pub(super) fn of(&mut self, page: &Page<'_>) -> Option<&'static str> {
        in_content(page.page_stream().unwrap_or_default())
            .or_else(|| self.in_resources(page.resources(), 0))
            .or_else(|| self.in_annotations(page))
    }

    fn in_annotations(&mut self, page: &Page<'_>) -> Option<&'static str> {
        let annotations = page.raw().get::<Array<'_>>(b"Annots".as_slice())?;
        annotations.iter::<Dict<'_>>().find_map(|annotation| {
            let drawings = annotation.get::<Dict<'_>>(b"AP".as_slice())?;
            if let Some(drawing) = drawings.get::<Stream<'_>>(b"N".as_slice()) {
                return self.in_form(&drawing, 0);
            }
            let states = drawings.get::<Dict<'_>>(b"N".as_slice())?;
            self.in_forms(&states, 0)
        })
    }

    fn in_resources(&mut self, resources: &Resources<'_>, depth: usize) -> Option<&'static str> {
        if widths::are_endless(resources) {
            return Some("a font of the page states widths for characters that no font has");
        }
        self.in_forms(&resources.x_objects, depth)
    }

    fn in_forms(&mut self, forms: &Dict<'_>, depth: usize) -> Option<&'static str> {
        let names: Vec<Name<'_>> = forms.keys().collect();
        names.into_iter().find_map(|name| {
            let known = forms.get_ref(name.clone()).map(ObjectIdentifier::from);
            match known.and_then(|form| self.forms.get(&form)) {
                Some(trap) => *trap,
                None => self.in_form(&forms.get::<Stream<'_>>(name)?, depth),
            }
        })
    }

    fn in_form(&mut self, form: &Stream<'_>, depth: usize) -> Option<&'static str> {
        let subtype = form.dict().get::<Name<'_>>(b"Subtype".as_slice());
        if depth > DEEPEST || subtype.is_some_and(|subtype| &*subtype == b"Image") {
            return None;
        }
        if let Some(trap) = self.forms.get(&form.obj_id()) {
            return *trap;
        }
        // A form may draw itself.
        self.forms.insert(form.obj_id(), None);
        let resources = form.dict().get::<Dict<'_>>(b"Resources".as_slice());
        let trap = form
            .decoded_data()
            .ok()
            .and_then(|content| in_content(&content))
            .or_else(|| self.in_resources(&Resources::new(resources?), depth + 1));
        self.forms.insert(form.obj_id(), trap);
        trap
    }
}

fn in_content(content: &[u8]) -> Option<&'static str> {
    inline_images::are_endless(content).then_some("its inline images are damaged")
}
