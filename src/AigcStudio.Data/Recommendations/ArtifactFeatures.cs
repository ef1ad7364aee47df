using System.Runtime.InteropServices;
using AigcStudio.Core.Recommendations;

namespace AigcStudio.Data.Recommendations;

/// <summary>What was measured of one artifact; it goes with the artifact.</summary>
public sealed class ArtifactFeatures
{
    public Guid ArtifactId { get; init; }

    /// <summary><see cref="FeatureNames.Version"/> when it was measured; another one is measured anew.</summary>
    public int Version { get; set; }

    /// <summary>Little-endian 32-bit floats by <see cref="FeatureNames.Of"/>; empty where the artifact could not be read.</summary>
    public required byte[] Vector { get; set; }

    public DateTimeOffset At { get; set; }

    public static byte[] Pack(float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();

    public static float[] Unpack(byte[] bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();
}
