using System.Diagnostics;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Engine;

/// <summary>Serves draws from samplers that stay warm, and plans; on the drawing thread.</summary>
internal sealed class DrawDesk : IDisposable
{
    // An eighth of the host, between 1 and 4 GiB: room for a hundred small generators.
    private static readonly long BudgetBytes = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8, 1L << 30, 4L << 30);

    private readonly WarmSamplers _warm = new(BudgetBytes);

    internal static TrainPlan Plan(PlanRequest request, CancellationToken cancel)
    {
        EngineDevices.RefuseUnknown(request.Device);
        return DeviceMemory.Guard(request.Device, () => TrainPlanner.Plan(request, cancel));
    }

    internal DrawOutcome Draw(DrawRequest request, CancellationToken cancel)
    {
        EngineDevices.RefuseUnknown(request.Device);
        return DeviceMemory.Guard(request.Device, () => DrawHere(request, cancel));
    }

    internal SpaceOutcome Space(SpaceRequest request, CancellationToken cancel)
    {
        EngineDevices.RefuseUnknown(request.Device);
        return DeviceMemory.Guard(request.Device, () =>
        {
            var sampler = Codes(_warm.Get(request.CheckpointPath, request.CheckpointHash, DeviceMath.Use(request.Device)));
            return SpaceSurvey.Of(sampler, request.PackPath, request.MostItems, cancel);
        });
    }

    internal DecodeOutcome Decode(DecodeRequest request, CancellationToken cancel)
    {
        EngineDevices.RefuseUnknown(request.Device);
        return DeviceMemory.Guard(request.Device, () =>
        {
            var warm = _warm.Get(request.CheckpointPath, request.CheckpointHash, DeviceMath.Use(request.Device));
            var sampler = Codes(warm);
            var watch = Stopwatch.StartNew();
            var tiles = request.Way is { } way ? CodeWays.Of(sampler, way) : CodeSheets.Of(sampler, request.Sheet!);
            using (var output = File.Create(request.OutputPath))
            {
                if (request.Preview)
                {
                    tiles.Preview(sampler, output, cancel);
                }
                else
                {
                    tiles.Decode(sampler, output, cancel);
                }
            }

            return new DecodeOutcome(
                sampler.Form, tiles.Codes.Count, warm.Step, tiles.Places(sampler), request.WithCodes ? tiles.Written() : [], watch.Elapsed.TotalSeconds);
        });
    }

    internal EnlargeOutcome Enlarge(EnlargeRequest request, CancellationToken cancel)
    {
        EngineDevices.RefuseUnknown(request.Device);
        return DeviceMemory.Guard(request.Device, () =>
        {
            var warm = _warm.Get(request.CheckpointPath, request.CheckpointHash, DeviceMath.Use(request.Device));
            var enlarger = warm.Sampler as IEnlarger ?? throw new EnlargeException("enlarge.otherModel");
            var watch = Stopwatch.StartNew();
            var form = PictureEnlarging.Write(enlarger, request, cancel);
            return new EnlargeOutcome(form, warm.Step, watch.Elapsed.TotalSeconds);
        });
    }

    public void Dispose() => _warm.Dispose();

    private static ICodeSampler Codes(WarmSampler warm) => warm.Sampler as ICodeSampler ?? throw new PlayException("play.noSpace");

    private DrawOutcome DrawHere(DrawRequest request, CancellationToken cancel)
    {
        var warm = _warm.Get(request.CheckpointPath, request.CheckpointHash, DeviceMath.Use(request.Device));
        var watch = Stopwatch.StartNew();
        using (var output = File.Create(request.OutputPath))
        {
            warm.Sampler.Draw(new DrawOrder(request.Count, request.Seed, request.Label, request.Settings), output, cancel);
        }

        return new DrawOutcome(warm.Sampler.Form, request.Count, warm.Step, watch.Elapsed.TotalSeconds);
    }
}
