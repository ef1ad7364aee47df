using TorchSharp;
using Xunit;

namespace AigcStudio.Generative.Tests.Runs;

/// <summary>What runs and samplers of tests work on: the processor, or what <c>STUDIO_TEST_DEVICE</c> names (<c>cuda:0</c>).</summary>
internal static class TestDevice
{
    public static string Id { get; } = Environment.GetEnvironmentVariable("STUDIO_TEST_DEVICE") ?? "cpu";

    public static torch.Device Device => torch.device(Id);

    /// <summary>Skips a test that asks for equal bits: CUDA's convolutions add up in an order that nobody promises.</summary>
    public static void MustBeExact() => Assert.SkipUnless(Id == "cpu", "Equal to the bit is promised on the processor only.");
}
