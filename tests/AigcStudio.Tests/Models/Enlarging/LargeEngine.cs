using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Runs;
using AigcStudio.Tests.Jobs;

namespace AigcStudio.Tests.Models.Enlarging;

/// <summary>An Engine that makes a picture four times as large by filling it with its first level.</summary>
internal sealed class LargeEngine : MuteEngine
{
    public List<EnlargeRequest> Asked { get; } = [];

    public override Task<EngineGreeting> GreetAsync(CancellationToken cancel) =>
        Task.FromResult(new EngineGreeting("0", "cpu", 1, [new EngineDevice("cpu", "processor", 1)]));

    public override async Task<EnlargeOutcome> EnlargeAsync(EnlargeRequest request, CancellationToken cancel)
    {
        Asked.Add(request);
        var form = new ImageForm(request.Form.Channels, request.Form.Height * 4, request.Form.Width * 4);
        var level = (await File.ReadAllBytesAsync(request.InputPath, cancel))[0];
        await File.WriteAllBytesAsync(request.OutputPath, [.. Enumerable.Repeat(level, form.ExampleBytes)], cancel);
        return new EnlargeOutcome(form, 700, 0.1);
    }
}
