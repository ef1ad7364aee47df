using System.Text;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Runs;
using AigcStudio.Tests.Jobs;

namespace AigcStudio.Tests.Gallery;

/// <summary>An Engine that draws texts "0", "1" ... and finds them as near as a test says.</summary>
internal sealed class NearEngine : MuteEngine
{
    public static TextForm Form { get; } = new(8);

    /// <summary>What the next comparison finds; it fails where there is nothing.</summary>
    public Queue<IReadOnlyList<Nearness>> Found { get; } = [];

    /// <summary>What was asked, with the examples' bytes.</summary>
    public List<(CompareRequest Request, byte[] Examples)> Asked { get; } = [];

    public override async Task<DrawOutcome> DrawAsync(DrawRequest request, CancellationToken cancel)
    {
        await File.WriteAllBytesAsync(request.OutputPath, [.. Enumerable.Range(0, request.Count).SelectMany(Drawn)], cancel);
        return new DrawOutcome(Form, request.Count, 700, 0.1);
    }

    public override async Task<IReadOnlyList<Nearness>> CompareAsync(CompareRequest request, CancellationToken cancel)
    {
        Asked.Add((request, await File.ReadAllBytesAsync(request.ExamplesPath, cancel)));
        return Found.TryDequeue(out var found) ? found : throw new EvaluationException("evaluation.packDamaged");
    }

    public override Task<EngineGreeting> GreetAsync(CancellationToken cancel) =>
        Task.FromResult(new EngineGreeting("0", "cpu", 1, [new EngineDevice("cpu", "processor", 1)]));

    private static byte[] Drawn(int index)
    {
        var text = new byte[Form.ExampleBytes];
        Encoding.UTF8.GetBytes($"{index}").CopyTo(text, 0);
        return text;
    }
}
