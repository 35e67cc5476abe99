"""Writes the expected ids of WordPieceGoldenTests. Python's standard library alone; run in this folder.

The steps are those published with BERT (Devlin 2018, tokenization.py) in the order of Hugging Face's BertTokenizerFast:
clean, part Chinese characters, NFD, drop nonspacing marks, lower-case letter by letter, part punctuation, WordPiece.

    python3 make.py                      goldens for vocab.txt in this folder
    python3 make.py bert-uncased VOCAB   goldens for BERT's own vocabulary, which is not kept here
"""
import hashlib
import json
import random
import sys
import unicodedata

IDEOGRAPHS = [
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
]


def clean(text):
    result = []
    for c in text:
        if c in "\t\n\r":
            result.append(" ")
        elif ord(c) in (0, 0xFFFD) or unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs"):
            continue
        elif any(a <= ord(c) <= b for a, b in IDEOGRAPHS):
            result.append(f" {c} ")
        else:
            result.append(c)
    return "".join(result)


def unaccented(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


def is_punctuation(c):
    o = ord(c)
    if 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126:
        return True
    return unicodedata.category(c).startswith("P")


def lower(c):
    return c.lower() if len(c.lower()) == 1 else c


def words(text):
    text = "".join(lower(c) for c in unaccented(clean(text)))
    return "".join(f" {c} " if is_punctuation(c) else c for c in text).split()


def pieces(word, vocabulary):
    if len(word) > 100:
        return ["[UNK]"]
    result, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocabulary:
                break
        else:
            return ["[UNK]"]
        result.append(piece)
        start = end
    return result


def encode(text, vocabulary):
    tokens = ["[CLS]"] + [p for w in words(text) for p in pieces(w, vocabulary)] + ["[SEP]"]
    return [vocabulary[t] for t in tokens]


FIXED = [
    "", "   ", "A dog runs on the beach.", "Don't stop! It's 3:45pm, isn't it?", "Café CAFÉ cafe\u0301 naïve Ångström",
    "\u1e9b\u0323 \u0344 \u212b \u2126 \u037e \u226e", "a中国dog 東京タワー 한국어 각", "x" * 100, "x" * 101, "é" * 101,
    "tab\there\nnew\r\nline\u00a0no\u2003em\u2028sep\u3000wide", "nul\0 zero\u200bwidth \ufeffbom \ufffd soft\u00adhyphen",
    "😀 dog😀 👩\u200d👩\u200d👧 ☀️", "[SEP] [CLS] [MASK] [PAD]", "İstanbul ISTANBUL ıi ßẞ ﬁn ΣΑΣ ς", "1234567890 3.14 1,000",
    "“quoted” ‘single’ — dash … ¿qué? ¡no!", "$5 + 3 = 8 < 9 ^ ` ~ | \\ / # @ %", "Привет Ёлка й", "नमस्ते สวัสดี שָׁלוֹם مَرْحَبًا",
    "ǅ ǈ Ⅷ ⓐ Ａｂｃ １２３", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐐀𐐨 \U0001d15e", "Tiếng Việt ĐẮK", "unaffable", "e\u0301e\u0300\u0323 q\u0307",
]


def main():
    name, path = (sys.argv[1], sys.argv[2]) if len(sys.argv) > 2 else ("small", "vocab.txt")
    with open(path, encoding="utf-8", newline="\n") as file:
        vocabulary = {line.rstrip("\n"): i for i, line in enumerate(file)}
    draw = random.Random(1)
    letters = sorted(set("".join(FIXED)))
    texts = FIXED + [
        "".join(draw.choice("  aeost" if draw.random() < 0.6 else letters) for _ in range(draw.randrange(40)))
        for _ in range(150)
    ]
    result = {"cases": [{"text": t, "ids": encode(t, vocabulary)} for t in texts]}
    # Letter by letter, where no letter was added since Unicode 14.
    ranges = [(0, 0x870), (0x1E00, 0x2000), (0x3040, 0x3100), (0xAC00, 0xD7A4), (0xF900, 0xFB00), (0x1D100, 0x1D200)]
    every = "".join(f"{c:X} {unaccented(chr(c))}\n" for a, b in ranges for c in range(a, b))
    result["unaccented"] = hashlib.sha256(every.encode("utf-8")).hexdigest()
    with open(f"{name}.json", "w", encoding="utf-8", newline="\n") as file:
        file.write('{\n"unaccented": %s,\n"cases": [\n' % json.dumps(result["unaccented"]))
        file.write(",\n".join(json.dumps(c) for c in result["cases"]))
        file.write("\n]}\n")


main()
