using AigcStudio.Generative.Evaluation.Rulers;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Rulers;

public sealed class RulerNetworkTests
{
    [Fact]
    public void Every_corner_of_a_picture_is_in_its_features()
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        using var network = new RulerNetwork(planes: 1, classes: 3);
        var pictures = zeros(5, 1, 96, 96);
        foreach (var (corner, row, column) in new[] { (1, 0, 0), (2, 0, 90), (3, 90, 0), (4, 90, 90) })
        {
            pictures[corner, 0, row..(row + 6), column..(column + 6)] = 5000;
        }

        var features = network.Features(pictures);

        Assert.Equal([5, RulerNetwork.Width], features.shape);
        Assert.All(Enumerable.Range(1, 4), corner => Assert.True((features[corner] - features[0]).abs().max().item<float>() > 0.01, $"corner {corner}"));
    }

    [Fact]
    public void Features_are_those_before_the_activation()
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        using var network = new RulerNetwork(planes: 0, classes: 3);

        var features = network.Features(randn(20, RulerInputs.Places));

        Assert.InRange(features.lt(0).to(float32).mean().item<float>(), 0.2, 0.8);
    }
}
