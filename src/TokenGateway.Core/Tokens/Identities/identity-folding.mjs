// Writes IdentityFolding.txt: `node identity-folding.mjs > IdentityFolding.txt`.
// Per character that does not stand for itself: its code point, then those of its compatibility decomposition (NFKD) with
// case removed. Default-ignorable characters, which nobody sees, stand for nothing. Hangul syllables follow a formula.
const isHangul = (point) => point >= 0xac00 && point <= 0xd7a3;
const isIgnorable = (text) => /^\p{Default_Ignorable_Code_Point}$/u.test(text);
const split = (text) => [...text].filter((one) => !isIgnorable(one)).join('').normalize('NFKD');
const caseless = (text) => [...text].map((one) => [...one.toUpperCase()].map((upper) => upper.toLowerCase()).join('')).join('');
const step = (text) => split(caseless(split(text)));

function folded(text) {
    for (let before = text; ; before = text) {
        text = step(text);
        if (text === before)
            return text;
    }
}

const hex = (text) => [...text].map((one) => one.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')).join(' ');

console.log(`# Unicode ${process.versions.unicode}; made by identity-folding.mjs`);
let run = null;
const flush = () => {
    if (run !== null)
        console.log(run.first === run.last ? run.first.toString(16).toUpperCase().padStart(4, '0')
            : `${run.first.toString(16).toUpperCase().padStart(4, '0')}..${run.last.toString(16).toUpperCase().padStart(4, '0')}`);
    run = null;
};
for (let point = 0; point <= 0x10ffff; point++) {
    if ((point >= 0xd800 && point <= 0xdfff) || isHangul(point))
        continue;
    const text = String.fromCodePoint(point);
    const to = folded(text);
    if (to === '' && run !== null && run.last === point - 1) {
        run.last = point;
        continue;
    }
    flush();
    if (to === '')
        run = { first: point, last: point };
    else if (to !== text)
        console.log(`${hex(text)} ${hex(to)}`);
}
flush();
