using System.Runtime.InteropServices;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Tests.Runs;
using TorchSharp;
using Xunit;

namespace AigcStudio.Generative.Tests.Models;

public sealed class DeviceMemoryTests
{
    [Fact]
    public void A_full_device_is_refused_in_words()
    {
        var refusal = Assert.Throws<EngineException>(
            () => DeviceMemory.Guard(TestDevice.Id, () => torch.empty([1L << 50], device: TestDevice.Device)));

        Assert.Equal(("engine.outOfMemory", TestDevice.Id), (refusal.Code, refusal.Arguments[0]));
    }

    [Fact]
    public void Another_fault_stays_what_it_is() => Assert.Throws<ExternalException>(
        () => DeviceMemory.Guard(TestDevice.Id, () => torch.zeros(2, 3, device: TestDevice.Device).view(7)));
}
