//! A compiled pattern.
//!
//! A word boundary of Unicode keeps the fast engine of the regex crates away from any text with an
//! `å` in it. So where much is searched, a place is found without boundaries first, and only there
//! the whole pattern is tried. Wherever the pattern matches it matches without boundaries too, so
//! nothing is lost.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::{Config, Regex};
use regex_automata::nfa::thompson::backtrack::{self, BoundedBacktracker};
use regex_automata::nfa::thompson::pikevm::{self, PikeVM};
use regex_automata::nfa::thompson::{Compiler, NFA, State, Transition, WhichCaptures};
use regex_automata::util::captures::Captures;
use regex_automata::util::pool::Pool;
use regex_automata::util::prefilter::Prefilter;
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind, Look, Repetition};

type Caches = Pool<pikevm::Cache, Box<dyn Fn() -> pikevm::Cache + Send + Sync>>;

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Engine {
    pattern: Hir,
    /// Tells whether and how the pattern matches, in texts that are not too long for it.
    backtracker: BoundedBacktracker,
    /// The same for longer texts.
    simulator: OnceLock<(PikeVM, Caches)>,
    /// Finds where a match may begin.
    finder: OnceLock<Regex>,
}

thread_local! {
    /// What a backtracker writes while it searches; all of a thread share one.
    static CACHE: RefCell<Option<backtrack::Cache>> = const { RefCell::new(None) };
    /// Compiles one pattern after the other; a new one for each takes as long as the pattern does.
    static COMPILER: RefCell<Compiler> = RefCell::new(NFA::compiler());
}

impl Engine {
    /// Compiles a pattern of the program's own; one that is not well formed is a fault of the
    /// program.
    #[expect(clippy::expect_used, reason = "tests run every pattern of the program")]
    pub(super) fn new(source: &str) -> Engine {
        let mut parser = ParserBuilder::new().utf8(false).build();
        let pattern = parser.parse(source).expect("a pattern is well formed");
        let nfa = COMPILER
            .with_borrow(|compiler| compiler.build_from_hir(&pattern).expect("a pattern compiles"));
        let starts = first_bytes(&nfa).and_then(|bytes| {
            let each: Vec<[u8; 1]> = bytes.into_iter().map(|byte| [byte]).collect();
            Prefilter::new(MatchKind::LeftmostFirst, &each)
        });
        let backtracker = BoundedBacktracker::builder()
            .configure(BoundedBacktracker::config().prefilter(starts))
            .build_from_nfa(nfa)
            .expect("it has all captures");
        Engine { pattern, backtracker, simulator: OnceLock::new(), finder: OnceLock::new() }
    }

    /// Whether a match can only stand at the start of the text.
    fn begins_at_start(&self) -> bool {
        self.pattern.properties().look_set_prefix().contains(Look::Start)
    }

    /// Whether there is a match within `range`; boundaries see what stands around it. `by_finder`
    /// is for where much is searched.
    pub(super) fn is_match(&self, text: &[u8], range: Range<usize>, by_finder: bool) -> bool {
        self.search(Input::new(text).range(range), by_finder, |input| self.matches(input, None))
    }

    /// The leftmost match, as in [`Engine::is_match`], with its groups.
    pub(super) fn captures(
        &self,
        text: &[u8],
        range: Range<usize>,
        by_finder: bool,
    ) -> Option<Captures> {
        let mut groups = None;
        let all = || Captures::all(self.backtracker.get_nfa().group_info().clone());
        let found = self.search(Input::new(text).range(range), by_finder, |input| {
            self.matches(input, Some(groups.get_or_insert_with(all)))
        });
        groups.filter(|_| found)
    }

    /// Looks for the leftmost place that `matches`.
    fn search(
        &self,
        input: Input<'_>,
        by_finder: bool,
        mut matches: impl FnMut(&Input<'_>) -> bool,
    ) -> bool {
        if self.begins_at_start() {
            matches(&input.anchored(Anchored::Yes))
        } else if by_finder {
            self.find(&input, matches)
        } else {
            matches(&input)
        }
    }

    /// Tries the whole pattern only where the finder stops.
    fn find(&self, input: &Input<'_>, mut matches: impl FnMut(&Input<'_>) -> bool) -> bool {
        let mut at = input.start();
        while at <= input.end() {
            let rest = input.clone().range(at..input.end());
            let Some(place) = self.finder().search(&rest) else { return false };
            let here = rest.range(place.start()..input.end()).anchored(Anchored::Yes);
            if matches(&here) {
                return true;
            }
            at = place.start() + 1;
        }
        false
    }

    fn matches(&self, input: &Input<'_>, groups: Option<&mut Captures>) -> bool {
        if input.get_span().len() > self.backtracker.max_haystack_len() {
            let (simulator, caches) = self.simulator();
            let mut cache = caches.get();
            return match groups {
                Some(groups) => {
                    simulator.search(&mut cache, input, groups);
                    groups.is_match()
                }
                None => simulator.search_slots(&mut cache, input, &mut []).is_some(),
            };
        }
        CACHE.with_borrow_mut(|cache| {
            let cache = cache.get_or_insert_with(|| self.backtracker.create_cache());
            self.backtracker.reset_cache(cache);
            match groups {
                Some(groups) => {
                    self.backtracker.try_search(cache, input, groups).is_ok() && groups.is_match()
                }
                None => {
                    let found = self.backtracker.try_search_slots(cache, input, &mut []);
                    found.is_ok_and(|found| found.is_some())
                }
            }
        })
    }

    fn simulator(&self) -> &(PikeVM, Caches) {
        self.simulator.get_or_init(|| {
            let nfa = self.backtracker.get_nfa().clone();
            #[expect(clippy::expect_used, reason = "the backtracker has taken it")]
            let simulator = PikeVM::new_from_nfa(nfa).expect("it has all captures");
            let maker = simulator.clone();
            (simulator, Pool::new(Box::new(move || maker.create_cache())))
        })
    }

    fn finder(&self) -> &Regex {
        self.finder.get_or_init(|| {
            // To compile literals to look for takes longer than most texts do.
            let config = Config::new()
                .auto_prefilter(false)
                .which_captures(WhichCaptures::Implicit)
                .onepass(false)
                .dfa(false)
                .backtrack(false);
            #[expect(clippy::expect_used, reason = "it is smaller than what is compiled already")]
            Regex::builder()
                .configure(config)
                .build_from_hir(&without_boundaries(&self.pattern))
                .expect("a pattern compiles")
        })
    }
}

/// Small letters that may begin a match from which on nearly any word may; then the search for
/// one costs more than it spares.
const MANY: usize = 4;

/// The bytes with which a match may begin; none where it may be empty or nearly any text has one.
fn first_bytes(nfa: &NFA) -> Option<Vec<u8>> {
    let mut first = [false; 256];
    let mut seen = vec![false; nfa.states().len()];
    let mut open = vec![nfa.start_anchored()];
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut seen[id.as_usize()], true) {
            continue;
        }
        let mut add = |it: &Transition| {
            first[usize::from(it.start)..=usize::from(it.end)].fill(true);
        };
        match nfa.state(id) {
            State::ByteRange { trans } => add(trans),
            State::Sparse(sparse) => sparse.transitions.iter().for_each(add),
            State::Look { next, .. } | State::Capture { next, .. } => open.push(*next),
            State::Union { alternates } => open.extend(alternates.iter().copied()),
            State::BinaryUnion { alt1, alt2 } => open.extend([*alt1, *alt2]),
            State::Dense(_) | State::Match { .. } => return None,
            State::Fail => {}
        }
    }
    let bytes: Vec<u8> = (0..=u8::MAX).filter(|byte| first[usize::from(*byte)]).collect();
    let small = bytes.iter().filter(|byte| byte.is_ascii_lowercase()).count();
    (small <= MANY).then_some(bytes)
}

fn without_boundaries(pattern: &Hir) -> Hir {
    let all = |pieces: &[Hir]| pieces.iter().map(without_boundaries).collect();
    match pattern.kind() {
        HirKind::Look(Look::WordUnicode | Look::WordUnicodeNegate) => Hir::empty(),
        HirKind::Capture(capture) => without_boundaries(&capture.sub),
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            sub: Box::new(without_boundaries(&repetition.sub)),
            ..repetition.clone()
        }),
        HirKind::Concat(pieces) => Hir::concat(all(pieces)),
        HirKind::Alternation(pieces) => Hir::alternation(all(pieces)),
        _ => pattern.clone(),
    }
}
