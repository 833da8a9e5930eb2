//! Parts that come every year, beside a total for several years or for one of theirs.

use super::check;
use crate::contract::CheckKind::PartsVsTotal;

#[test]
fn yearly_parts_count_once_a_year() {
    for (text, expected) in [
        (
            "För 2021 avsätts 100 mnkr. För vart och ett av åren 2022 och 2023 avsätts 120 mnkr. Totalt uppgår medlen till 340 mnkr under perioden.",
            &["holds 0"][..],
        ),
        (
            "Staten tillför årligen 120 mnkr under perioden 2021–2023, dvs. sammanlagt 360 mnkr.",
            &["holds 0"],
        ),
        // What they leave open is no remainder: nothing says that they are all of it.
        (
            "För 2021 avsätts 100 mnkr. För vart och ett av åren 2022 och 2023 avsätts 120 mnkr. Totalt uppgår medlen till 350 mnkr under perioden.",
            &[],
        ),
        (
            "Överenskommelsen omfattar 402 mnkr 2026. Regionerna får 362 mnkr 2026. Kommunerna får 24 mnkr per år 2025 och 2026. SKR får 16 mnkr 2026.",
            &["holds 0"],
        ),
    ] {
        let page = format!("<h1>Överenskommelse om en god vård</h1><p>{text}</p>");
        check(&page, PartsVsTotal, expected);
    }
}
