#!/usr/bin/env python3
"""Trains the letter-to-sound model, which pronounces unknown words in American and British English.

  python3 -m venv V && V/bin/pip install torch==2.13.0 numpy onnx
  pip download --no-deps misaki==0.9.4 && unzip misaki-0.9.4-py3-none-any.whl
  V/bin/python scripts/train/letter_to_sound.py misaki/data OUT.onnx [--espeak WORDS.tsv] [--start MODEL.onnx] [--minutes 25] [--threads 2]

The model in this repository was trained in three steps: 25 minutes without --espeak; 42 minutes with it, --start MODEL and --rate 1.2e-3;
and, on a busy machine, 19 minutes with --start MODEL, --rate 5e-4 and half of espeak's words per epoch (--turn espeak).

Data: the lexicons of misaki 0.9.4 (Apache-2.0), gold and silver, in both dialects, and espeak-ng's pronunciations of words that they lack
(scripts/train/espeak_words.py), which is misaki's fallback. These are two pronunciation styles. Words whose stem has a SHA-1 divisible by
17 are held out (`held_out`); scripts/eval/letterToSound.mts evaluates on those of the gold lexicons.

Model: letters and dialect -> two bidirectional GRU layers -> two slots per letter, each a phoneme, a stress mark or
blank (connectionist temporal classification, Graves et al. 2006). It is not autoregressive: one run per batch of words.
Input `letters` int64 [batch, length]: 0 for padding, or 1 + the index in `letters` of the metadata; `dialect` int64 [batch]: 0
American and 1 British in the lexicons' style, 2 and 3 in espeak's; `lengths` int64 [batch]. Output `scores` float32 [batch, 2 * length, symbols], log probabilities, 0 is blank.
Weights are stored as int8 with one scale per row and used as float32.
"""

import argparse
import hashlib
import json
import random
import re
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

LETTERS = "abcdefghijklmnopqrstuvwxyz'"
PHONEMES = "AIOQWYabdfhijklmnpstuvwzæðŋɐɑɒɔəɛɜɡɪɹɾʃʊʌʒʤʧˈˌːθᵊᵻʔ"
DIALECTS = ("us", "gb")
# One row per dialect and pronunciation style.
STYLES = ("us", "gb", "us as espeak", "gb as espeak")
SLOTS = 2
HIDDEN = 256
EMBEDDING = 96


def stem_of(word: str) -> str:
    """A word without its commonest endings, so that no inflection of a held-out word is trained on."""
    word = word.lower().removesuffix("'s")
    return re.sub(r"(?:ing|ers?|ed|es|s|ly|e)$", "", word) if len(word) > 4 else word


def held_out(word: str) -> bool:
    return int(hashlib.sha1(stem_of(word).encode()).hexdigest(), 16) % 17 == 0


def read(folder: Path, dialect: str, quality: str) -> dict[str, str]:
    """Lower-case words with their (default) pronunciation; acronyms and non-words are left out."""
    entries = json.loads(Path(folder, f"{dialect}_{quality}.json").read_text(encoding="utf-8"))
    words = {}
    for word, value in entries.items():
        phonemes = value["DEFAULT"] if isinstance(value, dict) else value
        if phonemes and len(word) > 2 and (word[1:] == word[1:].lower()) and re.fullmatch(r"[A-Za-z']+", word):
            words.setdefault(word.lower(), phonemes)
    return words


class LetterToSound(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.letters = nn.Embedding(len(LETTERS) + 1, EMBEDDING)
        self.dialects = nn.Embedding(len(STYLES), EMBEDDING)
        self.encoder = nn.GRU(EMBEDDING, HIDDEN, num_layers=2, batch_first=True, bidirectional=True, dropout=0.2)
        self.dropout = nn.Dropout(0.2)
        self.output = nn.Linear(2 * HIDDEN, SLOTS * (len(PHONEMES) + 1))

    def forward(self, letters: torch.Tensor, dialect: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        x = self.dropout(self.letters(letters) + self.dialects(dialect)[:, None])
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        x, _ = nn.utils.rnn.pad_packed_sequence(self.encoder(packed)[0], batch_first=True)
        scores = self.output(self.dropout(x)).view(x.shape[0], -1, len(PHONEMES) + 1)
        return scores.log_softmax(-1)


def batches(items: list[tuple[str, str, int]], size: int, seed: int) -> list[list[tuple[str, str, int]]]:
    """Words of similar length together, in random order."""
    order = random.Random(seed)
    items = sorted(items, key=lambda item: (len(item[0]) + order.random() * 3))
    groups = [items[i : i + size] for i in range(0, len(items), size)]
    order.shuffle(groups)
    return groups


def tensors(group: list[tuple[str, str, int]]) -> tuple[torch.Tensor, ...]:
    lengths = torch.tensor([len(word) for word, _, _ in group])
    letters = torch.zeros(len(group), int(lengths.max()), dtype=torch.long)
    for row, (word, _, _) in enumerate(group):
        letters[row, : len(word)] = torch.tensor([LETTERS.index(c) + 1 for c in word])
    return letters, torch.tensor([dialect for _, _, dialect in group]), lengths


def train(model: LetterToSound, items: list[tuple[str, str, int]], minutes: float, rate: float, halved: str) -> LetterToSound:
    model.train()
    loss_of = nn.CTCLoss(zero_infinity=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=1e-3)
    began, epoch, share = time.time(), 0, 0.0
    while share < 1:
        total, count = 0.0, 0
        # Of one pronunciation style, each epoch has only every other word.
        turn = [item for i, item in enumerate(items) if (item[2] >= len(DIALECTS)) != (halved == "espeak") or halved == "" or i % 2 == epoch % 2]
        for group in batches(turn, 256, epoch):
            share = (time.time() - began) / (60 * minutes)
            if share >= 1:
                break
            for setting in optimizer.param_groups:
                setting["lr"] = rate * min(1, 0.02 + share * 30) * max(0.01, (1 - share)) ** 0.8
            letters, dialect, lengths = tensors(group)
            targets = torch.tensor([PHONEMES.index(p) + 1 for _, phonemes, _ in group for p in phonemes])
            sizes = torch.tensor([len(phonemes) for _, phonemes, _ in group])
            scores = model(letters, dialect, lengths)
            loss = loss_of(scores.transpose(0, 1), targets, SLOTS * lengths, sizes)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total, count = total + loss.item(), count + 1
        epoch += 1
        print(f"epoch {epoch}, loss {total / max(1, count):.4f}, {time.time() - began:.0f} s", flush=True)
    return model.eval()


def greedy(model: LetterToSound, items: list[tuple[str, str, int]]) -> list[str]:
    said = []
    with torch.no_grad():
        for at in range(0, len(items), 512):
            letters, dialect, lengths = tensors(items[at : at + 512])
            for row, length in zip(model(letters, dialect, lengths).argmax(-1), lengths):
                best = row[: SLOTS * length].tolist()
                said.append("".join(PHONEMES[b - 1] for i, b in enumerate(best) if b and (i == 0 or best[i - 1] != b)))
    return said


def distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return row[-1]


def report(model: LetterToSound, items: list[tuple[str, str, int]]) -> None:
    for index, name in enumerate(STYLES):
        own = [item for item in items if item[2] == index]
        if not own:
            continue
        own = random.Random(1).sample(own, min(len(own), 5000))
        said = greedy(model, own)
        errors = sum(distance(s, phonemes) for s, (_, phonemes, _) in zip(said, own))
        right = sum(s == phonemes for s, (_, phonemes, _) in zip(said, own))
        symbols = sum(len(phonemes) for _, phonemes, _ in own)
        print(f"{name}: {len(own)} held-out words, phoneme error rate {100 * errors / symbols:.2f} %, {100 * right / len(own):.1f} % right")


def export(model: LetterToSound, path: Path) -> None:
    """Writes the graph by hand: onnx GRU wants its gates in another order (update, reset, new) than torch has them (reset, update, new)."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    nodes, initializers = [], []

    def constant(name: str, value: np.ndarray) -> str:
        initializers.append(numpy_helper.from_array(value, name))
        return name

    def weights(name: str, value: torch.Tensor) -> str:
        """int8 with one scale per row of the second to last axis, dequantized when the model is loaded."""
        value = value.detach().numpy().astype(np.float32)
        flat = value.reshape(-1, value.shape[-1])
        scale = np.maximum(np.abs(flat).max(1), 1e-8).astype(np.float32) / 127
        quantized = np.round(flat / scale[:, None]).astype(np.int8)
        inputs = [constant(f"{name}.int8", quantized), constant(f"{name}.scale", scale), constant(f"{name}.zero", np.zeros(len(scale), np.int8))]
        nodes.append(helper.make_node("DequantizeLinear", inputs, [f"{name}.rows"], axis=0))
        nodes.append(helper.make_node("Reshape", [f"{name}.rows", constant(f"{name}.shape", np.array(value.shape))], [name]))
        return name

    def gates(tensor: torch.Tensor) -> torch.Tensor:
        reset, update, new = tensor.chunk(3)
        return torch.cat([update, reset, new])

    nodes.append(helper.make_node("Gather", [weights("letter_table", model.letters.weight), "letters"], ["letter_vectors"]))
    nodes.append(helper.make_node("Gather", [weights("dialect_table", model.dialects.weight), "dialect"], ["dialect_vectors"]))
    nodes.append(helper.make_node("Unsqueeze", ["dialect_vectors", constant("one", np.array([1]))], ["dialect_rows"]))
    nodes.append(helper.make_node("Add", ["letter_vectors", "dialect_rows"], ["batch_first"]))
    nodes.append(helper.make_node("Transpose", ["batch_first"], ["layer0"], perm=[1, 0, 2]))
    nodes.append(helper.make_node("Cast", ["lengths"], ["lengths32"], to=TensorProto.INT32))
    gru = model.encoder
    for layer in range(2):
        sides = [f"l{layer}", f"l{layer}_reverse"]
        w = weights(f"W{layer}", torch.stack([gates(getattr(gru, f"weight_ih_{side}")) for side in sides]))
        r = weights(f"R{layer}", torch.stack([gates(getattr(gru, f"weight_hh_{side}")) for side in sides]))
        bias = torch.stack([torch.cat([gates(getattr(gru, f"bias_ih_{side}")), gates(getattr(gru, f"bias_hh_{side}"))]) for side in sides])
        b = constant(f"B{layer}", bias.detach().numpy())
        nodes.append(helper.make_node("GRU", [f"layer{layer}", w, r, b, "lengths32"], [f"gru{layer}"], hidden_size=HIDDEN, direction="bidirectional", linear_before_reset=1))
        # [length, 2, batch, hidden] -> [length, batch, 2 * hidden]
        nodes.append(helper.make_node("Transpose", [f"gru{layer}"], [f"sides{layer}"], perm=[0, 2, 1, 3]))
        shape = constant(f"flat{layer}", np.array([0, 0, 2 * HIDDEN]))
        nodes.append(helper.make_node("Reshape", [f"sides{layer}", shape], [f"layer{layer + 1}"]))
    nodes.append(helper.make_node("Transpose", [weights("output", model.output.weight)], ["output_t"], perm=[1, 0]))
    nodes.append(helper.make_node("MatMul", ["layer2", "output_t"], ["projected"]))
    nodes.append(helper.make_node("Add", ["projected", constant("output.bias", model.output.bias.detach().numpy())], ["biased"]))
    nodes.append(helper.make_node("Transpose", ["biased"], ["by_word"], perm=[1, 0, 2]))
    nodes.append(helper.make_node("Reshape", ["by_word", constant("slots", np.array([0, -1, len(PHONEMES) + 1]))], ["logits"]))
    nodes.append(helper.make_node("LogSoftmax", ["logits"], ["scores"], axis=-1))
    integer, real = TensorProto.INT64, TensorProto.FLOAT
    graph = helper.make_graph(
        nodes,
        "letter-to-sound",
        [
            helper.make_tensor_value_info("letters", integer, ["batch", "length"]),
            helper.make_tensor_value_info("dialect", integer, ["batch"]),
            helper.make_tensor_value_info("lengths", integer, ["batch"]),
        ],
        [helper.make_tensor_value_info("scores", real, ["batch", "slots", "symbols"])],
        initializers,
    )
    file = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8, producer_name="scripts/train/letter_to_sound.py")
    helper.set_model_props(file, {"letters": LETTERS, "phonemes": PHONEMES, "data": "misaki 0.9.4 lexicons, Apache-2.0; words said by espeak-ng"})
    onnx.checker.check_model(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(file, path)


def load(model: LetterToSound, path: Path) -> None:
    """Loads the weights that `export` wrote; new pronunciation styles start as the lexicon style of their dialect."""
    import onnx
    from onnx import numpy_helper

    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(path).graph.initializer}

    def weights(name: str) -> torch.Tensor:
        value = stored[f"{name}.int8"].astype(np.float32) * stored[f"{name}.scale"][:, None]
        return torch.from_numpy(value.reshape(stored[f"{name}.shape"]))

    def gates(tensor: torch.Tensor) -> torch.Tensor:
        update, reset, new = tensor.chunk(3)
        return torch.cat([reset, update, new])

    with torch.no_grad():
        model.letters.weight.copy_(weights("letter_table"))
        known = weights("dialect_table")
        model.dialects.weight.copy_(known[[style if style < len(known) else style % len(DIALECTS) for style in range(len(STYLES))]])
        for layer in range(2):
            for side, suffix in enumerate(["", "_reverse"]):
                getattr(model.encoder, f"weight_ih_l{layer}{suffix}").copy_(gates(weights(f"W{layer}")[side]))
                getattr(model.encoder, f"weight_hh_l{layer}{suffix}").copy_(gates(weights(f"R{layer}")[side]))
                inputs, states = torch.tensor(stored[f"B{layer}"][side]).chunk(2)
                getattr(model.encoder, f"bias_ih_l{layer}{suffix}").copy_(gates(inputs))
                getattr(model.encoder, f"bias_hh_l{layer}{suffix}").copy_(gates(states))
        model.output.weight.copy_(weights("output"))
        model.output.bias.copy_(torch.tensor(stored["output.bias"]))


def fits(word: str, phonemes: str) -> bool:
    """CTC needs an extra slot for each repeated symbol."""
    return len(phonemes) + sum(a == b for a, b in zip(phonemes, phonemes[1:])) <= SLOTS * len(word)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with us_gold.json and the others")
    parser.add_argument("out", type=Path)
    parser.add_argument("--espeak", type=Path, help="words that espeak-ng says, by espeak_words.py")
    parser.add_argument("--start", type=Path, help="a model to continue from")
    parser.add_argument("--turn", choices=["lexicon", "espeak"], default="lexicon", help="the pronunciation style of which each epoch learns only one half")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--minutes", type=float, default=25)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    known, unseen = [], []
    for index, dialect in enumerate(DIALECTS):
        gold, silver = read(options.data, dialect, "gold"), read(options.data, dialect, "silver")
        for word, phonemes in {**silver, **gold}.items():
            if not held_out(word):
                if fits(word, phonemes):
                    known.append((word, phonemes, index))
            elif word in gold:
                unseen.append((word, phonemes, index))
    for line in options.espeak.read_text(encoding="utf-8").splitlines() if options.espeak else []:
        word, *said = line.split("\t")
        for index, phonemes in enumerate(said):
            if all(p in PHONEMES for p in phonemes) and fits(word, phonemes):
                (unseen if held_out(word) else known).append((word, phonemes, len(DIALECTS) + index))
    print(f"{len(known)} words to learn from, {len(unseen)} held out")
    model = LetterToSound()
    if options.start:
        load(model, options.start)
    train(model, known, options.minutes, options.rate, options.turn if options.espeak else "")
    report(model, unseen)
    export(model, options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
