"""The PyTorch twin of TextVae."""
import numpy as np, torch
import torch.nn as nn, torch.nn.functional as F
from twin_steps import descend, likely, token_batch


class Texts(nn.Module):
    """TextVae. Its checkpoint brings the characters; without one, the examples are letters."""
    width = 32
    pieces = ["", "", "", *"abcdefghijklmnopqrstuvwxyz"]

    def __init__(self, dropout, hidden=256, latent=32, width=64):
        super().__init__()
        size = len(Texts.pieces)
        self.dropout = dropout
        self._letters = nn.Embedding(size, width)
        self._encoder = nn.Module()
        self._encoder._ahead, self._encoder._back = nn.LSTM(width, hidden // 2), nn.LSTM(width, hidden // 2)
        self._code, self._first = nn.Linear(hidden, 2 * latent), nn.Linear(latent, 2 * hidden)
        self._decoder, self._next = nn.LSTM(width + latent, hidden), nn.Linear(hidden, size)
        self.nets = {"network": self}
        self.adam = torch.optim.Adam(self.parameters(), 4e-3)
        self.average = [p.detach().clone() for p in self.parameters()]

    def read(self, examples):
        texts = [bytes(e).split(b"\0")[0].decode() for e in examples.cpu().numpy()]
        known = {c: i for i, c in enumerate(Texts.pieces) if i > 2}
        return token_batch([[known.get(c, 2) for c in t] for t in texts])

    def begin(self, z):
        hidden, cell = self._first(z).unsqueeze(0).chunk(2, 2)
        return hidden.tanh(), cell.contiguous()

    def decode(self, inputs, z, state):
        x = torch.cat([self._letters(inputs), z.unsqueeze(0).expand(len(inputs), -1, -1)], 2)
        states, state = self._decoder(x, state)
        return self._next(states.flatten(0, 1)), state

    def step(self, examples, noise):
        ahead, back, lengths, mask = self.read(examples)
        states = torch.cat([self._encoder._ahead(self._letters(ahead))[0], self._encoder._back(self._letters(back))[0]], 2)
        mean, log_variance = self._code((states * mask.unsqueeze(2)).sum(0) / lengths.unsqueeze(1)).chunk(2, 1)
        log_variance = log_variance.clamp(-8, 4)
        z = mean + noise * (0.5 * log_variance).exp()
        inputs = torch.cat([torch.ones_like(ahead[:1]), ahead[:-1]])
        if self.dropout: inputs = inputs.masked_fill((torch.rand(inputs.shape) < self.dropout) & (inputs != 1), 2)
        logits, _ = self.decode(inputs, z, self.begin(z))
        likeness = F.cross_entropy(logits, ahead.masked_fill(~mask, -100).flatten(), reduction="sum") / len(lengths)
        divergence = (0.5 * (mean ** 2 + log_variance.exp() - log_variance - 1)).mean(0)
        tokens = int(lengths.sum())
        loss = (likeness + divergence.clamp(min=0.25).sum()) * (len(lengths) / tokens)
        descend(self, loss, 1)
        bits = (likeness + divergence.sum()) * len(lengths) / tokens / np.log(2)
        return {"loss.likeness": likeness.item(), "loss.divergence": divergence.sum().item(), "bits": bits.item()}

    def draw(self, noise):
        state, last, out = self.begin(noise), torch.ones(1, len(noise), dtype=torch.int64), []
        for _ in range(128):
            logits, state = self.decode(last, noise, state)
            last = likely(logits)
            out.append(last)
        return torch.cat(out)

    def examples(self, shape): return torch.randint(97, 123, shape, dtype=torch.uint8)
