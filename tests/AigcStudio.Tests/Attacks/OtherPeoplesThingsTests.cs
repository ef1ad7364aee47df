using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>
/// Every read of the API with the ids of other people's things in every hole of its path: answered like an id that nothing has. And no list,
/// search or filter lets a word or an id out of what its reader may not know of.
/// </summary>
public sealed class OtherPeoplesThingsTests(WorldStudio studio, ITestOutputHelper output) : IClassFixture<WorldStudio>
{
    private static readonly Guid Missing = new("01970000-0000-7000-8000-000000000000");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_with_the_id_of_anothers_thing_answers_as_one_with_an_id_that_nothing_has()
    {
        var (asked, opened) = (0, 0);
        foreach (var (role, person, browser) in studio.Curious)
        {
            var closed = studio.World.ClosedTo(person);
            var samples = closed.GroupBy(t => t.Kind).SelectMany(kind => kind.Take(2)).ToList();
            foreach (var (method, path) in WorldStudio.DoorsFor(role, m => m == "GET").Where(d => d.Path.Contains(":guid", StringComparison.Ordinal)))
            {
                // All of the kind that the door is for, and some of every other kind.
                var noun = path.Split('/')[2].TrimEnd('s');
                var missing = await browser.AnswerAsync(method, Filled(path, Missing, Missing));
                foreach (var thing in closed.Where(t => t.Kind.Equals(noun, StringComparison.OrdinalIgnoreCase)).Take(12).Concat(samples).Distinct())
                {
                    foreach (var filled in Holes(path, thing))
                    {
                        asked++;
                        var answer = await browser.AnswerAsync(method, filled);
                        Assert.True(answer == missing, $"{method} {path} tells a {role} that there is a {thing.Kind}: {answer} and not {missing}.");
                        Assert.True((int)answer.Status < 500, $"{method} {path}: {answer}");
                    }
                }
            }

            foreach (var (_, path) in WorldStudio.DoorsFor(role, m => m == "GET").Where(d => Regex.IsMatch(d.Path, @"^/api/(artifacts|runs|models|datasets|boards)/\{id:guid\}$")))
            {
                var own = studio.World.Things.First(t => t.OwnerId == person && path.Contains($"/{t.Kind}s/", StringComparison.Ordinal));
                Assert.Equal(HttpStatusCode.OK, (await browser.AnswerAsync(HttpMethod.Get, Filled(path, own.Id, own.Id))).Status);
                opened++;
            }
        }

        output.WriteLine($"{asked} reads of other people's things by {studio.Curious.Count} roles, {studio.World.Things.Count} things of {studio.World.Things.DistinctBy(t => t.Kind).Count()} kinds: every answer as for a missing one; {opened} own ones opened.");
        Assert.True(asked > 2000, $"Only {asked} were tried.");
    }

    [Fact]
    public async Task No_list_and_no_filter_lets_out_a_word_or_an_id_of_what_its_reader_may_not_know_of()
    {
        var (answers, bytes, secrets) = (0, 0L, 0);
        foreach (var (role, person, browser) in studio.Curious)
        {
            var unknown = studio.World.UnknownTo(person);
            Assert.True(unknown.Count > 50, "The dice hid next to nothing.");
            secrets += unknown.Count;
            foreach (var (_, path) in WorldStudio.DoorsFor(role, m => m == "GET"))
            {
                foreach (var address in Addresses(path, person))
                {
                    var answer = await browser.AnswerAsync(HttpMethod.Get, address);
                    (answers, bytes) = (answers + 1, bytes + answer.Body.Length);
                    foreach (var thing in unknown)
                    {
                        Assert.False(
                            (thing.Word.Length > 0 && answer.Body.Contains(thing.Word, StringComparison.Ordinal)) || answer.Body.Contains(thing.Id.ToString(), StringComparison.Ordinal),
                            $"GET {address} tells a {role} of a {thing.Kind} ({thing.Word}, {thing.Id}): {answer.Body}");
                    }
                }
            }
        }

        output.WriteLine($"{answers} answers, {bytes} characters, {secrets} things that must not be known: 0 leaked.");
    }

    [Fact]
    public async Task A_search_for_a_word_of_anothers_thing_finds_as_much_as_one_for_no_word_at_all()
    {
        var asked = 0;
        foreach (var (role, person, browser) in studio.Curious)
        {
            foreach (var (_, path) in WorldStudio.DoorsFor(role, m => m == "GET").Where(d => d.Path is "/api/runs" or "/api/models" or "/api/jobs"))
            {
                var nothing = await browser.AnswerAsync(HttpMethod.Get, $"{path}?search=nothing-has-this-word");
                foreach (var thing in studio.World.UnknownTo(person).Where(t => t.Word.Length > 0).GroupBy(t => t.Kind).SelectMany(kind => kind.Take(4)))
                {
                    asked++;
                    var found = await browser.AnswerAsync(HttpMethod.Get, $"{path}?search={thing.Word}");
                    Assert.True(found == nothing, $"{path} finds by the word of a {thing.Kind} of another ({thing}): {found}");
                }
            }

            foreach (var thing in studio.World.UnknownTo(person).GroupBy(t => t.Kind).SelectMany(kind => kind.Take(4)))
            {
                foreach (var filter in new[] { "/api/artifacts?runId=", "/api/artifacts?modelId=", "/api/artifacts?boardId=", "/api/recommendations?boardId=", "/api/review/queue?runId=", "/api/review/leaderboard?runId=", "/api/runs?datasetId=", "/api/models?runId=", "/api/boards?parentId=" })
                {
                    asked++;
                    Assert.Equal(await browser.AnswerAsync(HttpMethod.Get, filter + Missing), await browser.AnswerAsync(HttpMethod.Get, filter + thing.Id));
                }
            }
        }

        output.WriteLine($"{asked} searches and filters by what is hidden: 0 told of it.");
    }

    // One's own things open the doors with holes, so that what stands behind is looked at too.
    private IEnumerable<string> Addresses(string path, Guid person)
    {
        if (!path.Contains('{', StringComparison.Ordinal))
        {
            return new[] { "", "?take=200", "?trashed=true&take=200", "?mine=false&all=true", "?order=taste", "?nearCopy=true", "?active=false&take=200" }.Select(q => path + q);
        }

        return studio.World.Things.Where(t => t.IsSeenBy(person) && path.Contains($"/{t.Kind}s/", StringComparison.OrdinalIgnoreCase)).Take(12).SelectMany(t => Holes(path, t));
    }

    private IEnumerable<string> Holes(string path, Thing thing)
    {
        yield return Filled(path, thing.Id, thing.Id);
        if (path.Contains("{versionId", StringComparison.Ordinal))
        {
            // The two that belong together, and another's version below whatever dataset.
            var version = thing.Kind == "version" ? thing : studio.World.Things.FirstOrDefault(t => t.Kind == "version" && t.Of!.Id == thing.Id);
            yield return version is null ? Filled(path, thing.Id, Missing) : Filled(path, version.Of!.Id, version.Id);
            yield return Filled(path, Missing, thing.Id);
        }
    }

    private static string Filled(string path, Guid first, Guid second)
    {
        var holes = 0;
        return Regex.Replace(path, @"\{[^}]*\}", m => m.Value.Contains(":int", StringComparison.Ordinal) ? "0" : (holes++ == 0 ? first : second).ToString());
    }
}
