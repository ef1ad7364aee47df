"""What the PyTorch twins have in common: a step down, a batch of texts, the pieces of a checkpoint."""
import json, struct, sys
import numpy as np, torch


def here(array):
    """An array on the device that the twins work on."""
    return torch.from_numpy(array).to(sys.argv[2])


def descend(twin, loss, longest):
    """One step of a twin's Adam down a loss, its slopes no longer than so much; then its average follows."""
    params = list(twin.parameters())
    slopes = torch.autograd.grad(loss, params)
    share = min(1.0, longest / (torch.stack([(s ** 2).sum() for s in slopes]).sum().sqrt() + 1e-6))
    for p, s in zip(params, slopes): p.grad = s * share
    twin.adam.step()
    with torch.no_grad():
        torch._foreach_mul_(twin.average, 0.99)
        torch._foreach_add_(twin.average, params, alpha=0.01)


def token_batch(texts):
    """Lists of numbers, time first: ahead, backwards, lengths with the end mark, and where there is no padding."""
    time = -(-(max(map(len, texts)) + 1) // 8) * 8
    ahead, back = np.zeros((2, time, len(texts)), np.int64)
    for n, t in enumerate(texts):
        ahead[:len(t), n], back[1:len(t) + 1, n] = t, t[::-1]
    lengths = torch.tensor([len(t) + 1 for t in texts])
    return here(ahead), here(back), lengths, torch.arange(time).unsqueeze(1) < lengths


def likely(logits):
    """The next pieces, [1, N]: temperature 0.8, from the fewest that have 95 % of the probability."""
    shares, order = (logits / 0.8).softmax(1).sort(1, descending=True)
    shares = shares * (shares.cumsum(1) - shares < 0.95)
    return order.gather(1, shares.multinomial(1)).t()


def pieces(path):
    """The pieces of a checkpoint by their numbers, after three marks: code points, a zero after each piece."""
    data = open(path, "rb").read()
    size, = struct.unpack("<Q", data[:8])
    start, end = (8 + size + o for o in json.loads(data[8:8 + size])["vocabulary"]["data_offsets"])
    text = "".join(map(chr, np.frombuffer(data[start:end], np.int32)))
    return ["", "", "", *text.split("\0")[:-1]]
