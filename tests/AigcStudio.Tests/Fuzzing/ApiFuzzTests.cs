using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Data;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Models;
using AigcStudio.Tests.Accounts;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Runs;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Models;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AigcStudio.Tests.Fuzzing;

/// <summary>
/// Every door of the API is asked with what no form would send: bodies of roughly the right shape, odd numbers and words in addresses,
/// broken ranges. The answer may be a refusal; it is never a fault of the studio's. Longer by hand: <c>FUZZ_ROUNDS</c>, on from <c>FUZZ_FROM</c>.
/// </summary>
public sealed class ApiFuzzTests
{
    private const int RoundsInCi = 1_500;

    // What ends the asker's own way in, or waits for a program that is not there.
    private static readonly Regex LeftOut = new("^/api/(keys|own|people|invitations|settings)|/sign-ins|/play|/test-mail|/test-webhook", RegexOptions.CultureInvariant);

    private static readonly string[] Ranges =
        ["bytes 0-9/10", "bytes 5-1/10", "bytes 0-9/5", "bytes */10", "bytes 0-*/10", "bytes 99999999999999999999-1/1", "bytes 0-9223372036854775807/9223372036854775807", "pages 1-2/3", "bytes -1-3/4", "bytes 0-9/*", "\u0001"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_asked_is_answered_or_refused()
    {
        await using var studio = new StudioApp { More = s => s.Replace(ServiceDescriptor.Singleton(new FamilyCatalog([Workshop.Family]))) };
        var doors = studio.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => !Doors.IsFile(e) && e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) && !LeftOut.IsMatch("/" + e.RoutePattern.RawText.TrimStart('/')))
            .OrderBy(e => e.DisplayName, StringComparer.Ordinal).ToList();
        Assert.True(doors.Count > 80, $"{doors.Count} doors");
        var person = await studio.PersonAsync(Role.Admin);
        var ids = await WorldAsync(studio, person.Id);
        var from = Number("FUZZ_FROM") ?? 0;
        var rounds = Number("FUZZ_ROUNDS") ?? RoundsInCi;
        var answers = new SortedDictionary<int, int>();
        var faults = new List<string>();
        HttpClient? client = null;
        for (var round = from; round < from + rounds; round++)
        {
            // A person may ask 500 times at once; the next one asks on.
            client = (round - from) % 400 == 0 ? await studio.ClientAsync(Role.Admin) : client!;
            var random = new Random((int)round);
            using var request = Ask(doors[(int)(round % doors.Count)], new Shapes(random, ids), random);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
            var status = (int)answer.StatusCode;
            answers[status] = answers.GetValueOrDefault(status) + 1;
            if (status >= 500)
            {
                faults.Add($"Round {round}: {request} with {(request.Content is null ? "" : await request.Content.ReadAsStringAsync(Cancel))}\n{Last(studio)}");
            }

            Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.StatusCode);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"api: {rounds} requests at {doors.Count} doors; next round {from + rounds}; " + string.Join(", ", answers.Select(a => $"{a.Value} x {a.Key}")));
        Assert.True(faults.Count == 0, $"{faults.Count} faults, the first of them:\n{string.Join("\n\n", faults.Take(10))}");
    }

    private static HttpRequestMessage Ask(RouteEndpoint door, Shapes shapes, Random random)
    {
        var path = "/" + Regex.Replace(door.RoutePattern.RawText!.Trim('/'), @"\{([^}]*)\}", place => Uri.EscapeDataString(
            random.Next(8) == 0 ? shapes.Value() : place.Value.Contains("int", StringComparison.Ordinal) ? random.Next(-1, 5).ToString(CultureInfo.InvariantCulture) : shapes.Id().ToString()));
        var names = door.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().Select(p => p.Name).Append("order").Append("label")
            .Where(n => !door.RoutePattern.RawText!.Contains("{" + n, StringComparison.Ordinal) && random.Next(2) == 0);
        var query = string.Join('&', names.Select(n => $"{n}={Uri.EscapeDataString(shapes.Value())}"));
        var methods = door.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods;
        var request = new HttpRequestMessage(new HttpMethod(methods[random.Next(methods.Count)]), $"{path}?{query}");
        if (door.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts)
        {
            var bytes = accepts.ContentTypes.Contains("application/octet-stream")
                ? Encoding.UTF8.GetBytes("0123456789")
                : Mutated(Encoding.UTF8.GetBytes(shapes.Body(accepts.RequestType ?? typeof(string))), random);
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", accepts.ContentTypes[0]);
            request.Content.Headers.TryAddWithoutValidation("Content-Range", Ranges[random.Next(Ranges.Length)]);
        }

        request.Headers.TryAddWithoutValidation("Range", random.Next(3) == 0 ? "bytes=5-1,-0,99999999999999999999-" : "bytes=0-");
        return request;
    }

    private static byte[] Mutated(byte[] body, Random random) => random.Next(12) == 0 ? Mutator.Spoil(random, [body], []) : body;

    private static string Last(StudioApp studio) => string.Join('\n', studio.Lines.All.Where(l => l.Contains("failed", StringComparison.Ordinal)).TakeLast(1));

    private static async Task<IReadOnlyList<Guid>> WorldAsync(StudioApp studio, Guid owner)
    {
        var databases = studio.Services.GetRequiredService<IDbContextFactory<StudioDb>>();
        var generation = await Shelf.LineageAsync(databases, owner, Core.ContentHash.Of([1]).Hex);
        var artifacts = await Shelf.FillAsync(databases, generation, 3);
        await using var db = await databases.CreateDbContextAsync(Cancel);
        var version = await db.DatasetVersions.SingleAsync(Cancel);
        var run = await db.Runs.SingleAsync(Cancel);
        var draft = new Dataset { Id = Guid.CreateVersion7(), Name = "Draft", OwnerId = owner, Modality = Core.Datasets.Modality.Text, RightsStatement = "Our own.", CreatedAt = Shelf.Noon };
        var model = new Model { Id = Guid.CreateVersion7(), Name = "Model", OwnerId = owner, RunId = run.Id, CheckpointId = generation.CheckpointId, PublishedAt = Shelf.Noon };
        var board = new Board { Id = Guid.CreateVersion7(), Name = "Board", OwnerId = owner, CreatedAt = Shelf.Noon };
        (run.Form, version.FrozenAt) = ("{\"kind\":\"image\",\"Channels\":1,\"Height\":8,\"Width\":8}", Shelf.Noon);
        var job = new Job { Id = Guid.CreateVersion7(), Kind = JobKind.Draw, SubjectId = generation.Id, OwnerId = owner, State = JobState.Succeeded, CreatedAt = Shelf.Noon };
        db.AddRange(draft, model, board, job);
        await db.SaveChangesAsync(Cancel);
        return [version.DatasetId, version.Id, run.Id, generation.Id, generation.CheckpointId, draft.Id, model.Id, board.Id, owner, .. artifacts.Select(a => a.Id)];
    }

    private static long? Number(string name) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
