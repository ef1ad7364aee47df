using AigcStudio.Generative.Models;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Models;

public sealed class AdamTests
{
    // The two differ in the order of roundings only: a few units in the last place of numbers near 1.
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Twenty_updates_agree_with_the_librarys_own_Adam(bool fused)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(1, CPU);
        var ours = new[] { randn([5, 7], generator: random), randn([3], generator: random) };
        var theirs = ours.Select(w => new TorchSharp.Modules.Parameter(w.clone())).ToArray();
        using var adam = new Adam("adam", ours, beta1: 0.5, fused: fused);
        using var peer = optim.Adam(theirs, lr: 0.01, beta1: 0.5);
        for (var step = 1; step <= 20; step++)
        {
            // Transposed on purpose: the fused kernel walks raw memory.
            var slopes = new[] { randn([7, 5], generator: random).t(), randn([3], generator: random) };
            adam.Update(slopes, step, 0.01);
            for (var i = 0; i < 2; i++)
            {
                theirs[i].grad = slopes[i].contiguous();
            }

            peer.step();
        }

        for (var i = 0; i < 2; i++)
        {
            Assert.InRange((ours[i] - theirs[i]).abs().max().item<float>(), 0, Tolerance);
        }
    }
}
