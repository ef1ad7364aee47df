"""The PyTorch twin of ReplyTexts."""
import re
import numpy as np, torch
import torch.nn as nn, torch.nn.functional as F
from twin_steps import descend, likely, token_batch


class Replies(nn.Module):
    """ReplyTexts. Its checkpoint brings the words, and the proof the examples that are timed: both are asked for first."""
    width, half = 16, 128
    pieces, batch = [], None

    def __init__(self, dropout, hidden=160, latent=16, width=96):
        super().__init__()
        self.dropout = dropout
        self._pieces = nn.Embedding(len(Replies.pieces), width)
        self._encoder = nn.Module()
        self._encoder._ahead, self._encoder._back = nn.LSTM(width, hidden // 2), nn.LSTM(width, hidden // 2)
        self._prior, self._posterior = nn.Linear(hidden, 2 * latent), nn.Linear(2 * hidden, 2 * latent)
        self._first, self._decoder = nn.Linear(hidden + latent, 2 * hidden), nn.LSTM(width + latent, hidden)
        self._look, self._join = nn.Linear(hidden, hidden, bias=False), nn.Linear(2 * hidden, width)
        self._commonness = nn.Parameter(torch.zeros(len(Replies.pieces)))
        self.nets = {"network": self}
        self.adam = torch.optim.AdamW(self.parameters(), 2e-3, weight_decay=0.02)
        self.average = [p.detach().clone() for p in self.parameters()]
        self.known = {w: i for i, w in enumerate(Replies.pieces) if i > 2}
        self.any_case = {}
        for w, i in self.known.items(): self.any_case.setdefault(w.lower(), i)
        self.bytes = torch.tensor([len(w.encode()) for w in Replies.pieces])

    def split(self, text, number):
        return [n for w in re.findall(r" ?[\w']+|[\s\S]", text) for n in ([number(w)] if number(w) != 2 else [number(c) for c in w])]

    def read(self, examples):
        texts = [[bytes(half).split(b"\0")[0].decode() for half in (e[:self.half], e[self.half:])] for e in examples.cpu().numpy()]
        questions = [self.split(" " + q.strip(), lambda w: self.any_case.get(w.lower(), 2)) for q, _ in texts]
        replies = [self.split(r, lambda w: self.known.get(w, 2)) for _, r in texts]
        return token_batch(questions), token_batch(replies), sum(len(r) + 1 for _, r in texts)

    def drop(self, x): return F.dropout(x, self.dropout, self.dropout > 0 and torch.is_grad_enabled())

    def vectors(self, pieces): return self.drop(self._pieces(pieces))

    def encode(self, ahead, back, lengths, mask):
        backwards = self._encoder._back(self.vectors(back))[0]
        place = (lengths - 1 - torch.arange(len(ahead)).unsqueeze(1)).clamp(min=0)
        states = torch.cat([self._encoder._ahead(self.vectors(ahead))[0], backwards.gather(0, place.unsqueeze(2).expand(-1, -1, backwards.shape[2]))], 2)
        return states, self.drop((states * mask.unsqueeze(2)).sum(0) / lengths.unsqueeze(1))

    def hear(self, questions):
        states, summary = self.encode(*questions)
        return states.transpose(0, 1), ~questions[3].t().unsqueeze(1), summary

    def code(self, layer, x):
        mean, log_variance = layer(x).chunk(2, 1)
        return mean, log_variance.clamp(-8, 4)

    def begin(self, heard, z):
        hidden, cell = self._first(torch.cat([heard[2], z], 1)).unsqueeze(0).chunk(2, 2)
        return hidden.tanh(), cell.contiguous()

    def decode(self, inputs, heard, z, state):
        states, state = self._decoder(torch.cat([self.vectors(inputs), z.unsqueeze(0).expand(len(inputs), -1, -1)], 2), state)
        wanted = self._look(states).transpose(0, 1)
        match = wanted.bmm(heard[0].transpose(1, 2)) / wanted.shape[2] ** 0.5
        seen = match.masked_fill(heard[1], -np.inf).softmax(2).bmm(heard[0]).transpose(0, 1)
        joined = self.drop(self._join(torch.cat([states, seen], 2)).tanh()).flatten(0, 1)
        return joined @ self._pieces.weight.t() / joined.shape[1] ** 0.5 + self._commonness, state

    def step(self, examples, noise):
        questions, replies, characters = self.read(examples)
        heard, (ahead, _, lengths, mask) = self.hear(questions), replies
        mean, log_variance = self.code(self._posterior, torch.cat([heard[2], self.encode(*replies)[1]], 1))
        prior, prior_variance = self.code(self._prior, heard[2])
        z = mean + noise * (0.5 * log_variance).exp()
        inputs = torch.cat([torch.ones_like(ahead[:1]), ahead[:-1]])
        if self.dropout: inputs = inputs.masked_fill((torch.rand(inputs.shape) < 0.1) & (inputs != 1), 2)
        logits, _ = self.decode(inputs, heard, z, self.begin(heard, z))
        likeness = F.cross_entropy(logits, ahead.masked_fill(~mask, -100).flatten(), reduction="sum") / len(lengths)
        divergence = (0.5 * (prior_variance - log_variance - 1 + (log_variance.exp() + (mean - prior) ** 2) * (-prior_variance).exp())).mean(0)
        loss = (likeness + divergence.clamp(min=0.25).sum()) * (len(lengths) / int(lengths.sum()))
        descend(self, loss, 1)
        bits = (likeness + divergence.sum()) * len(lengths) / characters / np.log(2)
        return {"loss.likeness": likeness.item(), "loss.divergence": divergence.sum().item(), "bits": bits.item()}

    def draw(self, noise):
        questions, _, _ = self.read(Replies.batch[torch.arange(len(noise)) % len(Replies.batch)])
        heard = self.hear(questions)
        mean, log_variance = self.code(self._prior, heard[2])
        z = mean + noise * (0.5 * log_variance).exp()
        state, last, left, out = self.begin(heard, z), torch.ones(1, len(noise), dtype=torch.int64), torch.full((len(noise),), self.half), []
        while (left > 0).any():
            logits, state = self.decode(last, heard, z, state)
            last = likely(logits)
            left = torch.where(last[0] == 0, 0, left - self.bytes[last[0]])
            out.append(last)
        return torch.cat(out)

    def examples(self, shape): return Replies.batch[:shape[0]]
