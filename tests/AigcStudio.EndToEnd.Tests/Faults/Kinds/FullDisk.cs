using System.Text.Json.Nodes;

namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>The disk fills up while a run trains: it pauses and says why, pages and sign-in are there, and it goes on when there is room.</summary>
internal sealed class FullDisk : IFault
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public string Name => "full-disk";

    public string? WhyNot(FaultLab lab) => lab.Disk is null ? "a small disk wants to be mounted, and mounting wants root" : null;

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var step = chance.Next(1, FaultLab.Steps / 3);
        await lab.ReachAsync(run, step);
        await lab.Disk!.FillAsync();
        JsonNode seen;
        try
        {
            seen = await lab.Api.WaitForRunAsync(run, Limit, "Paused", "Failed", "Finished");
            foreach (var page in new[] { "/health/live", "/health/ready", "/sign-in" })
            {
                using var answer = await lab.Api.Client.GetAsync(page);
                Assert.True(answer.IsSuccessStatusCode, $"{page} answers {answer.StatusCode} on a full disk.");
            }
        }
        finally
        {
            lab.Disk.Free();
        }

        return (string)seen["state"]! == "finished"
            ? throw new FaultMissedException("The training was over before the disk was full.")
            : (string?)seen["failure"]?["code"] == "jobs.diskFull" && (string)seen["state"]! == "paused"
                ? $"step {step}"
                : throw new InvalidOperationException($"On a full disk the run did not pause and say why: {seen["state"]} {seen["failure"]}");
    }
}
