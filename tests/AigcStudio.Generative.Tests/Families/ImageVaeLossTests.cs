using AigcStudio.Generative.Families.ImageVae;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Families;

public sealed class ImageVaeLossTests
{
    [Fact]
    public void A_pixel_that_nobody_knows_costs_ln_2_and_a_picture_784_of_it()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(784 * Math.Log(2), ImageVaeLoss.Likeness(zeros(5, 1, 28, 28), rand(5, 1, 28, 28)).item<float>(), 1e-2);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 10)]   // 20 dimensions x 1/2 x 1^2
    [InlineData(0, 1, 7.1828)]   // 20 x 1/2 x (e - 1 - 1)
    public void The_divergence_is_the_closed_form(double mean, double logVariance, double nats)
    {
        using var scope = NewDisposeScope();

        Assert.Equal(nats, ImageVaeLoss.Divergence(full([3, 20], mean), full([3, 20], logVariance)).item<float>(), 1e-3);
    }
}
