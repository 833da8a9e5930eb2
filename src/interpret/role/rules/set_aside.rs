//! Money set aside, by the words before or behind it.

use crate::interpret::role::{Claim, RoleRule};

/// The rules in the order in which they are tried.
pub(super) const RULES: &[RoleRule] = &[
    RoleRule {
        name: "set-aside",
        about: "Money that is set aside, distributed, allotted or earmarked is a part where there is a total.",
        before: r"(?i)\b(?:avsätt\w*|avsatt\w*|avsedd\w*|fördela\w*|tilldela\w*|bevilja\w*|öronmärk\w*|satsa\w*|satsning(?:ar|en|arna)?(?: \w+)? (?:på|om)|finns|anslå\w*|anslog\w*|reserver\w*|erhåll\w*|får|fått|få (?:del av|dela på)|ta del av|disponera\w*|ges|ger|gavs|går|gick|riktas|tillfaller|anvisas|anvisats|överför\w*|kompenseras|(?:därtill|därutöver|dessutom|härtill|till detta) kommer|består av|används|användas|använda|utgör|tillför\w*|stärker|investera\w*|lämnas|utgår|ersättning\w* (?:med|om|på)|dela på|delar på|stöds med|finansieras med|bekostas med|stimulansmedel|bonus\w*|medel (?:till|för|om))\b[^.;]*$|\b(?:kan|ska|skulle|kommer att) få(?: (?:totalt|sammanlagt|tillsammans))?$",
        after: "",
        claim: Claim::SetAside,
        examples: &[
            "Den omfattar totalt 976 mnkr. För 2018 avsätts 651 miljoner kronor som stimulansmedel till landstingen.",
        ],
        rejects: &["Kostnaden är 651 miljoner kronor."],
    },
    RoleRule {
        name: "set-aside-behind",
        about: "Money that is set aside by the words behind it is a part where there is a total.",
        before: "",
        after: r"(?i)^[^.;]{0,60}?\b(?:avsätt\w*|avsatt\w*|avsedd\w*|fördela\w*|tilldela\w*|öronmärk\w*|satsa\w*|anslå\w*|reserver\w*|får användas|ska användas|ställs till|gäller|avser|används|användas|utgör|går|gå|rikta[std]\w*|vikta|viks|vikts|delas ut|ryms|bekostar|disponeras|tillfaller|tillföll|överförs|anvisas|knut(?:en|et|na)|knyts|är (?:till )?för)\b",
        claim: Claim::SetAside,
        examples: &[
            "Den omfattar totalt 976 mnkr. 300 000 000 kronor får användas av landstingen för utbildning.",
        ],
        rejects: &["Landstingen har 300 000 000 kronor kvar."],
    },
    RoleRule {
        name: "set-aside-for",
        about: "Money to somebody or for something is a part where there is a total.",
        before: "",
        after: r"(?i)^ (?:(?:direkt|vardera|årligen|per år) )?(?:till|för|åt) \w+",
        claim: Claim::SetAside,
        examples: &["Den omfattar totalt 976 mnkr. Dels 20 miljoner kronor till SKR."],
        rejects: &["Den omfattar totalt 976 mnkr. Dels 20 miljoner kronor inom SKR."],
    },
];
