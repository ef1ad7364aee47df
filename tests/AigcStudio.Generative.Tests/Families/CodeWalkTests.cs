using AigcStudio.Generative.Models.Latent;
using Xunit;

namespace AigcStudio.Generative.Tests.Families;

public sealed class CodeWalkTests
{
    [Theory]
    [InlineData(0f, new[] { 2f, 0f })]
    [InlineData(1f, new[] { 0f, 2f })]
    public void A_walk_begins_and_ends_at_its_stops(float share, float[] there)
    {
        float[] code = [2, 0];
        CodeWalk.Go(code, [0, 2], share);
        Assert.All(code.Zip(there), p => Assert.Equal(p.Second, p.First, 1e-5f));
    }

    [Fact]
    public void Halfway_it_is_as_far_from_the_middle_as_its_stops()
    {
        float[] code = [2, 0];
        CodeWalk.Go(code, [0, 2], 0.5f);
        Assert.Equal(2, Math.Sqrt((code[0] * code[0]) + (code[1] * code[1])), 1e-5);
        Assert.Equal(code[0], code[1], 1e-5f);
    }

    [Fact]
    public void Codes_that_point_the_same_way_are_joined_by_a_line()
    {
        float[] code = [1, 1];
        CodeWalk.Go(code, [3, 3], 0.5f);
        Assert.All(code, c => Assert.Equal(2, c, 1e-5f));
    }
}
