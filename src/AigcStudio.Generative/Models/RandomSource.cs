using TorchSharp;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>
/// One generator for every device. TorchSharp makes generators of the processor only, and CUDA refuses them; there, each call is given
/// CUDA's own generator, seeded by a number that ours draws, so that the state of ours is still all that a checkpoint must hold.
/// </summary>
public static class RandomSource
{
    /// <summary>What a random call on that device takes as its generator; null means the device's own, which is seeded now.</summary>
    /// <param name="random">Of the processor. On CUDA one number of it is drawn.</param>
    public static Generator? On(this Generator random, Device device)
    {
        if (device.type == DeviceType.CPU)
        {
            return random;
        }

        using var seed = randint(int.MaxValue, [1], generator: random);
        cuda.manual_seed_all(seed.to(int64).item<long>());
        return null;
    }
}
