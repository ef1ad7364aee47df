using AigcStudio.Core;
using AigcStudio.Generative.Models;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>
/// Samplers kept ready between draws, the least recently used given up first where they would hold more than a budget.
/// Used by one thread.
/// </summary>
/// <param name="budgetBytes">Memory of all warm samplers together; the one in use may exceed it alone.</param>
public sealed class WarmSamplers(long budgetBytes) : IDisposable
{
    private readonly LinkedList<WarmSampler> _byUse = new();

    public int Count => _byUse.Count;

    /// <summary>The sampler of a checkpoint on a device, from memory or from the file; it stays owned by the set.</summary>
    /// <exception cref="CheckpointException">The file is damaged or does not fit its family.</exception>
    public WarmSampler Get(string checkpointPath, ContentHash hash, Device device)
    {
        var warm = _byUse.FirstOrDefault(w => w.Hash == hash && w.Device == device.ToString()) ?? Open(checkpointPath, hash, device);
        _byUse.Remove(warm);
        _byUse.AddFirst(warm);
        while (_byUse.Count > 1 && _byUse.Sum(w => w.Sampler.Bytes) > budgetBytes)
        {
            _byUse.Last!.Value.Sampler.Dispose();
            _byUse.RemoveLast();
        }

        return warm;
    }

    public void Dispose()
    {
        foreach (var warm in _byUse)
        {
            warm.Sampler.Dispose();
        }

        _byUse.Clear();
    }

    private static WarmSampler Open(string path, ContentHash hash, Device device)
    {
        using var checkpoint = CheckpointFile.Read(path);
        var sampler = ModelFamilies.Of(checkpoint.Head.Recipe.FamilyId).OpenSampler(checkpoint, device);
        return new WarmSampler(hash, device.ToString(), checkpoint.Head.Step, sampler);
    }
}

/// <param name="Step">Of the checkpoint.</param>
public sealed record WarmSampler(ContentHash Hash, string Device, int Step, ISampler Sampler);
