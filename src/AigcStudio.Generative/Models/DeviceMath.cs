using TorchSharp;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>How a device calculates: the processor in float32; CUDA multiplies matrices in TF32 (10 bits of fraction) and adds up in float32.</summary>
public static class DeviceMath
{
    /// <summary>To be called before a device is used; off as shipped, where it costs several times the time of an Ampere card or a later one.</summary>
    /// <returns>The device of that name: <c>cpu</c>, <c>cuda:0</c> and so on.</returns>
    public static Device Use(string id)
    {
        var device = torch.device(id);
        if (device.type == DeviceType.CUDA)
        {
            backends.cuda.matmul.allow_tf32 = true;
            backends.cudnn.allow_tf32 = true;
        }

        return device;
    }
}
