using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>The same request twenty times at once, and two who cancel at once: one run, one ending.</summary>
internal sealed class EqualPosts : IFault
{
    public string Name => "equal-posts";

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var key = $"equal-{run}";
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(lab, key)));
        var one = Assert.Single(ids.Distinct());
        lab.Expect(one);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => lab.Api.PostAsync($"/api/runs/{one}/cancel")));
        await lab.Api.WaitForRunAsync(one, TimeSpan.FromMinutes(1), "Cancelled");
        var jobs = await lab.Store.RowsAsync("SELECT Id FROM Jobs WHERE SubjectId = $run", ("$run", StudioStore.Key(one)));
        Assert.Single(jobs);
        return "20 posts, 2 cancels";
    }

    private static async Task<Guid> PostAsync(FaultLab lab, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Content = JsonContent.Create(lab.Recipe) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await lab.Api.Client.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!.GetValue<Guid>();
    }
}
