"""The PyTorch twins of our families, for side-by-side measurement. Reads requests, one JSON object a line, and answers each with one."""
import json, struct, sys, time
import numpy as np, torch
import torch.nn as nn, torch.nn.functional as F


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


def load(nets, path):
    data = open(path, "rb").read()
    size, = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + size])
    for prefix, net in nets.items():
        for name, tensor in [*net.named_parameters(), *net.named_buffers()]:
            entry = header[f"{prefix}.{name}"]
            if entry["dtype"] == "F32":
                start, end = (8 + size + o for o in entry["data_offsets"])
                tensor.data.copy_(torch.from_numpy(np.frombuffer(data[start:end], np.float32).reshape(entry["shape"]).copy()))


def forward_flops(twin):
    """Floating-point operations of the dense layers in the forward passes of one training step of 64 examples."""
    total = 0

    def count(layer, inputs, output):
        nonlocal total
        size = inputs[0].numel() if isinstance(layer, nn.ConvTranspose2d) else output.numel()
        total += 2 * size * (layer.weight.numel() // len(layer.weight) if not isinstance(layer, nn.ConvTranspose2d) else layer.weight[0].numel())

    hooks = [m.register_forward_hook(count) for net in twin.nets.values() for m in net.modules()
             if isinstance(m, (nn.Linear, nn.Conv2d, nn.ConvTranspose2d))]
    twin.step(torch.randint(0, 256, (64, 1, 28, 28), dtype=torch.uint8), torch.randn(64, twin.width))
    for hook in hooks: hook.remove()
    return total


def answer(request):
    twin = (Gan if request["family"] == "ImageGan" else Vae)(0.0 if "checkpoint" in request else 0.3)
    if "checkpoint" in request:
        load(twin.nets, request["checkpoint"])
        pictures = torch.from_numpy(np.fromfile(request["pictures"], np.uint8).reshape(-1, 1, 28, 28))
        return twin.step(pictures, torch.from_numpy(np.fromfile(request["noise"], np.float32).reshape(len(pictures), -1)))
    if request["what"] == "flops":
        return {"perExample": forward_flops(twin) / 64}
    pictures, done = torch.randint(0, 256, (64, 1, 28, 28), dtype=torch.uint8), 0
    work = (lambda: twin.step(pictures, torch.randn(64, twin.width))) if request["what"] == "train" else (lambda: twin.draw(torch.randn(64, twin.width)))
    with torch.set_grad_enabled(request["what"] == "train"):
        for _ in range(3): work()
        start = time.perf_counter()
        while time.perf_counter() - start < request["seconds"]:
            work(); done += 64
    return {"perSecond": done / (time.perf_counter() - start)}


torch.set_num_threads(int(sys.argv[1]))
print(json.dumps({"version": torch.__version__}), flush=True)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
