using AigcStudio.Core.Runs;
using AigcStudio.Generative.Runs;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Runs;

public sealed class QualityLookTests
{
    private const int Items = 200;

    [Theory]
    [InlineData("alike", true, true)]
    [InlineData("of a kind", true, false)]
    [InlineData("unlike", false, false)]
    [InlineData("half unlike", null, true)]
    public void Fidelity_and_variety_say_why_a_distance_is_large(string made, bool? faithful, bool varied)
    {
        var seen = Compare(made);

        Assert.Equal(varied, seen[PointsReported.Variety] > 0.8);
        if (faithful is { } expected)
        {
            Assert.Equal(expected, seen[PointsReported.Fidelity] > 0.8);
        }
        else
        {
            Assert.InRange(seen[PointsReported.Fidelity], 0.4, 0.6);
        }
    }

    [Fact]
    public void Only_what_is_alike_lies_near()
    {
        var near = Compare("alike")[PointsReported.Quality];

        Assert.All(["of a kind", "unlike", "half unlike"], made => Assert.True(Compare(made)[PointsReported.Quality] > 5 * near, made));
    }

    private static IReadOnlyDictionary<string, double> Compare(string made)
    {
        using var scope = NewDisposeScope();
        using var dice = new Generator(7);
        var (real, other) = (Drawn(Items), Drawn(2 * Items));
        return QualityLook.Compare(real, made switch
        {
            "alike" => other,
            "of a kind" => (real.slice(0, 0, 1, 1) * 0.2) + (other * 0.05),
            "unlike" => other + 20,
            _ => cat([other.slice(0, 0, Items, 1), other.slice(0, Items, 2 * Items, 1) + 20], 0),
        });

        Tensor Drawn(int count) => randn([count, 3], dtype: ScalarType.Float64, generator: dice);
    }
}
