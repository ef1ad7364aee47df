using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Evaluation.Copies;
using AigcStudio.Generative.Models;

namespace AigcStudio.Engine;

/// <summary>
/// Serves comparisons, on the thread that yields. What the last ones were compared with stays ready, as one model is drawn from again and again;
/// more than half a gigabyte is read anew each time.
/// </summary>
internal sealed class CompareDesk : IDisposable
{
    private const long BudgetBytes = 512L << 20;

    private LearnedItems? _warm;
    private (string Path, DateTime Written) _of;

    /// <exception cref="EvaluationException">As <see cref="LearnedItems"/> refuses.</exception>
    internal IReadOnlyList<Nearness> Compare(CompareRequest request, CancellationToken cancel)
    {
        EngineDevices.RefuseUnknown(request.Device);
        return DeviceMemory.Guard(request.Device, () => CompareHere(request, cancel));
    }

    public void Dispose() => Forget();

    private IReadOnlyList<Nearness> CompareHere(CompareRequest request, CancellationToken cancel)
    {
        var examples = File.ReadAllBytes(request.ExamplesPath);
        ArgumentOutOfRangeException.ThrowIfNotEqual(examples.Length, request.Count * request.Form.ExampleBytes);
        try
        {
            return Ready(request.PackPath, cancel).Compare(request.Form, examples);
        }
        finally
        {
            if (_warm?.Bytes > BudgetBytes)
            {
                Forget();
            }
        }
    }

    private LearnedItems Ready(string path, CancellationToken cancel)
    {
        var of = (path, File.GetLastWriteTimeUtc(path));
        if (_warm is null || _of != of)
        {
            Forget();
            (_warm, _of) = (LearnedItems.Open(path, cancel), of);
        }

        return _warm;
    }

    private void Forget()
    {
        _warm?.Dispose();
        _warm = null;
    }
}
