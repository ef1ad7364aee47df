using AigcStudio.Generative.Families.AudioVae;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Families;

public sealed class AudioVaeLossTests
{
    [Theory]
    [InlineData(0, 0, 0.918939)]     // 1/2 ln 2 pi
    [InlineData(1, 0, 1.418939)]     // + 1/2
    [InlineData(0.5, -1, 0.842571)]   // -1 + 1/2 ln 2 pi + 1/2 (0.5 e)^2
    public void The_likeness_is_the_closed_form_summed_over_a_sound(double apart, double logDeviation, double natsPerValue)
    {
        using var scope = NewDisposeScope();

        Assert.Equal(125 * 64 * natsPerValue, AudioVaeLoss.Likeness(zeros(3, 125, 64), full([3, 125, 64], apart), tensor([(float)logDeviation])).item<float>(), 0.5);
    }
}
