"""The PyTorch twins of our families, for side-by-side measurement. Reads requests, one JSON object a line, and answers each with one."""
import json, struct, sys, time
import numpy as np, torch
import torch.nn as nn, torch.nn.functional as F
from twin_replies import Replies
from twin_steps import descend, here, pieces
from twin_texts import Texts


class Generator(nn.Module):
    def __init__(self, latent=100, w=64):
        super().__init__()
        self._dense, self._denseNorm = nn.Linear(latent, 4 * w * 49, bias=False), nn.BatchNorm1d(4 * w * 49)
        self._rise = nn.ModuleList([nn.ConvTranspose2d(4 * w, 2 * w, 5, 1, 2, bias=False), nn.ConvTranspose2d(2 * w, w, 5, 2, 1, bias=False),
                                    nn.ConvTranspose2d(w, 1, 5, 2, 1, bias=False)])
        self._norms = nn.ModuleList([nn.BatchNorm2d(2 * w), nn.BatchNorm2d(w)])

    def forward(self, z):
        x = F.leaky_relu(self._denseNorm(self._dense(z)), 0.3, inplace=True).view(len(z), -1, 7, 7)
        for i, rise in enumerate(self._rise):
            x = rise(x) if i == 0 else rise(x)[:, :, :-1, :-1]
            x = F.leaky_relu(self._norms[i](x), 0.3, inplace=True) if i < 2 else x.tanh()
        return x


class Discriminator(nn.Module):
    def __init__(self, dropout, w=64):
        super().__init__()
        self.dropout = dropout
        self._fall = nn.ModuleList([nn.Conv2d(1, w, 5, 2), nn.Conv2d(w, 2 * w, 5, 2)])
        self._dense = nn.Linear(2 * w * 49, 1)

    def forward(self, x):
        for fall in self._fall:
            x = F.dropout(F.leaky_relu(fall(F.pad(x, [1, 2, 1, 2])), 0.3, inplace=True), self.dropout, self.training)
        return self._dense(x.flatten(1)).squeeze(1)


class Gan:
    width = 100

    def __init__(self, dropout):
        self.g, self.d = Generator(), Discriminator(dropout)
        self.sampler = Generator().eval()
        self.nets = {"generator": self.g, "discriminator": self.d}
        self.og = torch.optim.Adam(self.g.parameters(), 2e-4, (0.5, 0.999))
        self.od = torch.optim.Adam(self.d.parameters(), 2e-4, (0.5, 0.999))
        for m in [*self.g.modules(), *self.d.modules()]:
            if isinstance(m, (nn.Linear, nn.Conv2d, nn.ConvTranspose2d)):
                nn.init.normal_(m.weight, 0, 0.02)

    def step(self, pictures, noise):
        real = pictures.float().div_(127.5).sub_(1)
        fake = self.g(noise)
        on_fake, on_real = self.d(fake), self.d(real)
        loss_g = F.softplus(-on_fake).mean()
        loss_d = F.softplus(-on_real).mean() + F.softplus(on_fake).mean()
        gp, dp = list(self.g.parameters()), list(self.d.parameters())
        for p, s in zip(gp, torch.autograd.grad(loss_g, gp, retain_graph=True)): p.grad = s
        for p, s in zip(dp, torch.autograd.grad(loss_d, dp)): p.grad = s
        self.og.step(); self.od.step()
        with torch.no_grad():
            torch._foreach_mul_(list(self.sampler.parameters()), 0.995)
            torch._foreach_add_(list(self.sampler.parameters()), gp, alpha=0.005)
        return {"loss.generator": loss_g.item(), "loss.discriminator": loss_d.item()}

    def draw(self, noise): return self.sampler(noise).add_(1).mul_(127.5).round_().clamp_(0, 255).to(torch.uint8)


class Vae(nn.Module):
    width = 20

    def __init__(self, dropout, w=32, hidden=256, latent=20):
        super().__init__()
        self._fall = nn.ModuleList([nn.Conv2d(1, w, 3, 2, 1), nn.Conv2d(w, 2 * w, 3, 2, 1)])
        self._narrow, self._code = nn.Linear(2 * w * 49, hidden), nn.Linear(hidden, 2 * latent)
        self._widen, self._foot = nn.Linear(latent, hidden), nn.Linear(hidden, 2 * w * 49)
        self._rise = nn.ModuleList([nn.ConvTranspose2d(2 * w, w, 3, 2, 1, 1), nn.ConvTranspose2d(w, w, 3, 2, 1, 1)])
        self._picture = nn.ConvTranspose2d(w, 1, 3, 1, 1)
        self.nets = {"network": self}
        self.adam = torch.optim.Adam(self.parameters(), 1e-3)
        self.average = [p.detach().clone() for p in self.parameters()]

    def decode(self, z):
        x = F.relu(self._foot(F.relu(self._widen(z)))).view(len(z), -1, 7, 7)
        for rise in self._rise: x = F.relu(rise(x), inplace=True)
        return self._picture(x)

    def step(self, pictures, noise):
        x = pictures = pictures.float().div_(255)
        for fall in self._fall: x = F.relu(fall(x), inplace=True)
        mean, log_variance = self._code(F.relu(self._narrow(x.flatten(1)))).chunk(2, 1)
        log_variance = log_variance.clamp(-8, 4)
        logits = self.decode(mean + noise * (0.5 * log_variance).exp())
        likeness = F.binary_cross_entropy_with_logits(logits, pictures, reduction="sum") / len(pictures)
        divergence = 0.5 * (mean ** 2 + log_variance.exp() - log_variance - 1).sum() / len(pictures)
        params = list(self.parameters())
        for p, s in zip(params, torch.autograd.grad(likeness + divergence, params)): p.grad = s
        self.adam.step()
        with torch.no_grad():
            torch._foreach_mul_(self.average, 0.995)
            torch._foreach_add_(self.average, params, alpha=0.005)
        return {"loss.likeness": likeness.item(), "loss.divergence": divergence.item()}

    def draw(self, noise): return self.decode(noise).sigmoid_().mul_(255).round_().to(torch.uint8)


class Sounds(nn.Module):
    """AudioVae in frame mode."""
    width = 64

    def __init__(self, dropout, hidden=256, latent=64, slots=25, plan=64, bands=64):
        super().__init__()
        self.slots, self.plan = slots, plan
        self._listen = nn.LSTM(bands, hidden // 2, batch_first=True, bidirectional=True)
        self._code, self._plan = nn.Linear(hidden, 2 * latent), nn.Linear(latent, slots * plan)
        self._speak, self._frame = nn.LSTM(plan, hidden, batch_first=True), nn.Linear(hidden, bands)
        self._logDeviation = nn.Parameter(torch.zeros(1))
        self.nets = {"network": self}
        self.adam = torch.optim.Adam(self.parameters(), 1e-3)
        self.average = [p.detach().clone() for p in self.parameters()]
        top = 2595 * np.log10(1 + 16000 / 1400)
        edges = 700 * (10 ** (top * np.arange(bands + 2) / (bands + 1) / 2595) - 1)
        f = np.arange(257)[:, None] * 16000 / 512
        weights = np.maximum(0, np.minimum((f - edges[:-2]) / (edges[1:-1] - edges[:-2]), (edges[2:] - f) / (edges[2:] - edges[1:-1])))
        self.filters = here((weights / weights.sum(0)).astype(np.float32))
        self.window = torch.hann_window(512)

    def frames(self, examples):
        low, high = examples.float().unbind(2)
        sounds = high * 256 + low
        sounds = (sounds - 65536 * (sounds >= 32768)) / 32768
        power = torch.stft(sounds, 512, 128, 512, self.window, return_complex=True).abs() ** 2 * (512 / 4) ** -2
        return (10 * torch.log10(power[:, :, :-1].transpose(1, 2) @ self.filters + 1e-7) + 50) / 15

    def decode(self, z):
        plan = F.relu(self._plan(z)).view(len(z), self.slots, self.plan).repeat_interleave(5, 1)
        return self._frame(self._speak(plan)[0])

    def step(self, examples, noise):
        frames = self.frames(examples)
        last = self._listen(frames)[1][0]
        mean, log_variance = self._code(torch.cat([last[0], last[1]], 1)).chunk(2, 1)
        log_variance = log_variance.clamp(-8, 4)
        made = self.decode(mean + noise * (0.5 * log_variance).exp())
        log_deviation = self._logDeviation.clamp(-3, 1)
        likeness = 0.5 * (((frames - made) * (-log_deviation).exp()) ** 2).sum() / len(frames) \
            + (log_deviation.sum() + 0.5 * np.log(2 * np.pi)) * frames[0].numel()
        divergence = 0.5 * (mean ** 2 + log_variance.exp() - log_variance - 1).sum() / len(frames)
        descend(self, likeness + divergence, 2000)
        return {"loss.likeness": likeness.item(), "loss.divergence": divergence.item()}

    def draw(self, noise):
        bands = (10 ** ((self.decode(noise) * 15 - 50) / 10) - 1e-7).clamp(min=0)
        wanted, overlap = bands @ self.filters.T, self.filters @ self.filters.T
        power = wanted + 1e-12
        for _ in range(50): power = power * (wanted / (power @ overlap + 1e-12))
        amplitudes = (power * (512 / 4) ** 2).sqrt().transpose(1, 2)
        amplitudes = torch.cat([amplitudes, amplitudes[:, :, -1:]], 2)
        turns, before = torch.polar(torch.ones_like(amplitudes), torch.randn_like(amplitudes) * np.pi), 0
        for _ in range(64):
            sound = torch.istft(turns * amplitudes, 512, 128, 512, self.window, length=16000)
            rebuilt = torch.stft(sound, 512, 128, 512, self.window, return_complex=True)
            beyond = rebuilt - before * (0.99 / 1.99)
            turns, before = beyond / (beyond.abs() + 1e-12), rebuilt
        return torch.istft(turns * amplitudes, 512, 128, 512, self.window, length=16000).mul_(32768).round_().clamp_(-32768, 32767).to(torch.int16)


FAMILIES = {"ImageGan": (Gan, (1, 28, 28), 64), "ImageVae": (Vae, (1, 28, 28), 64), "AudioVae": (Sounds, (16000, 2), 32), "TextVae": (Texts, (128,), 32), "ReplyTexts": (Replies, (256,), 32)}


def load(nets, path):
    data = open(path, "rb").read()
    size, = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + size])
    for prefix, net in nets.items():
        for name, tensor in [*net.named_parameters(), *net.named_buffers()]:
            entry = header[f"{prefix}.{name}"]
            if entry["dtype"] == "F32":
                start, end = (8 + size + o for o in entry["data_offsets"])
                tensor.data.copy_(here(np.frombuffer(data[start:end], np.float32).reshape(entry["shape"]).copy()))


def forward_flops(twin, examples):
    """Floating-point operations of the dense and recurrent layers in the forward passes of one training step."""
    total = 0

    def count(layer, inputs, output):
        nonlocal total
        size = inputs[0].numel() if isinstance(layer, nn.ConvTranspose2d) else output.numel()
        total += 2 * size * (layer.weight.numel() // len(layer.weight) if not isinstance(layer, nn.ConvTranspose2d) else layer.weight[0].numel())

    def count_lstm(layer, inputs, output):
        nonlocal total
        steps = inputs[0].shape[0] * inputs[0].shape[1]
        total += 2 * steps * sum(w.numel() for name, w in layer.named_parameters() if name.startswith("weight"))

    hooks = [m.register_forward_hook(count_lstm) for net in twin.nets.values() for m in net.modules() if isinstance(m, nn.LSTM)]
    hooks += [m.register_forward_hook(count) for net in twin.nets.values() for m in net.modules()
             if isinstance(m, (nn.Linear, nn.Conv2d, nn.ConvTranspose2d))]
    twin.step(examples, torch.randn(len(examples), twin.width))
    for hook in hooks: hook.remove()
    return total


def answer(request):
    family, shape, batch = FAMILIES[request["family"]]
    if family in (Texts, Replies) and "checkpoint" in request:
        family.pieces = pieces(request["checkpoint"])
    twin = family(0.0 if "checkpoint" in request else 0.3)
    if "checkpoint" in request:
        load(twin.nets, request["checkpoint"])
        examples = family.batch = here(np.fromfile(request["examples"], np.uint8).reshape(-1, *shape))
        return twin.step(examples, here(np.fromfile(request["noise"], np.float32).reshape(len(examples), -1)))
    examples, done = twin.examples((batch, *shape)) if family in (Texts, Replies) else torch.randint(0, 256, (batch, *shape), dtype=torch.uint8), 0
    if request["what"] == "flops":
        return {"perExample": forward_flops(twin, examples) / batch}
    work = (lambda: twin.step(examples, torch.randn(batch, twin.width))) if request["what"] == "train" else (lambda: twin.draw(torch.randn(batch, twin.width)).cpu())
    with torch.set_grad_enabled(request["what"] == "train"):
        for _ in range(3): work()
        start = time.perf_counter()
        while time.perf_counter() - start < request["seconds"]:
            work(); done += batch
    return {"perSecond": done / (time.perf_counter() - start)}


torch.set_num_threads(int(sys.argv[1]))
if sys.argv[2] != "cpu":
    torch.set_default_device(sys.argv[2])
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
print(json.dumps({"version": torch.__version__, "families": list(FAMILIES)}), flush=True)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
