//! What a sum proves, in a document and in the dataset.

use std::collections::BTreeMap;

use overens::contract::CheckStatus;

use crate::dataset::dataset;

const PAGE: &str = "<h1>Överenskommelse om god tandvård 2024</h1>\
    <p>Överenskommelsen omfattar totalt 300 mnkr för 2024. Av dessa avsätts 200 mnkr till regionerna, \
    98 mnkr till kommunerna och 2 000 0000 kronor till SKR.</p><table>\
    <tr><th>Region</th><th>Belopp (kronor)</th></tr>\
    <tr><td>Region Stockholm</td><td>544 99 160</td></tr>\
    <tr><td>Region Uppsala</td><td>17 766 641</td></tr>\
    <tr><td>Region Halland</td><td>3 233 359</td></tr>\
    <tr><td>Totalt</td><td>75 499 160</td></tr></table>";

#[test]
fn rows_of_the_dataset_name_the_check_that_proves_them() {
    // Another document adds to what the facts are called by.
    let other = "<h1>Överenskommelse om god tandvård 2024</h1>\
        <p>Överenskommelsen omfattar totalt 300 mnkr för 2024, varav SKR får 2 mnkr.</p>";
    for files in [&[("a.html", PAGE)][..], &[("a.html", PAGE), ("b.html", other)]] {
        let dataset = dataset(files);
        let checks: BTreeMap<&str, CheckStatus> =
            dataset.checks.iter().map(|row| (row.id.as_str(), row.status)).collect();
        let amounts = dataset.amounts.iter().map(|row| (row.value, &row.proved_by));
        let cells = dataset.cells.iter().filter_map(|row| Some((row.value?, &row.proved_by)));
        let mut proved: Vec<String> = Vec::new();
        for (value, by) in amounts.chain(cells) {
            let Some(by) = by else { continue };
            assert_eq!(checks.get(by.as_str()), Some(&CheckStatus::Holds), "{by}");
            proved.push(value.to_string());
        }
        assert_eq!(proved, ["2000000", "54499160"]);
    }
}
