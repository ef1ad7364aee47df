using AigcStudio.Generative.Families.ImageGan;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Families;

public sealed class PictureAugmentTests
{
    private const int Count = 64;
    private const int Side = 16;

    [Fact]
    public void Slopes_reach_the_painter_through_all_of_it()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(1, CPU);
        var painted = rand([Count, 3, Side, Side], generator: random).requires_grad_();

        PictureAugment.Apply(painted, random).square().sum().backward();

        Assert.True(painted.grad!.abs().amax([1, 2, 3]).gt(0).all().item<bool>());
    }

    [Fact]
    public void A_plain_picture_keeps_one_tint_beside_what_is_hidden_or_came_in_from_the_edge()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(2, CPU);
        var seen = PictureAugment.Apply(full([Count, 1, Side, Side], 0.25f), random);

        var hidden = new List<int>();
        for (var i = 0; i < Count; i++)
        {
            var values = seen[i].data<float>().ToArray();
            Assert.True(values.Where(v => v != 0).Select(v => MathF.Round(v, 4)).Distinct().Count() == 1, $"picture {i}");
            hidden.Add(values.Count(v => v == 0));
        }

        Assert.InRange(hidden.Min(), 1, Side * Side / 2);
        Assert.True(hidden.Distinct().Count() > Count / 4, "Nothing moves.");
    }

    [Fact]
    public void The_same_chances_change_pictures_in_the_same_way()
    {
        using var scope = NewDisposeScope();
        var pictures = linspace(-1, 1, 2 * 3 * Side * Side).view(2, 3, Side, Side);
        using Generator one = new(7, CPU), same = new(7, CPU), other = new(8, CPU);

        var seen = PictureAugment.Apply(pictures, one);

        Assert.Equal(pictures.shape, seen.shape);
        Assert.True(seen.equal(PictureAugment.Apply(pictures, same)).all().item<bool>());
        Assert.False(seen.allclose(PictureAugment.Apply(pictures, other)));
    }
}
