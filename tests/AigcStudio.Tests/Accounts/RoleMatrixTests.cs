using System.Net;
using System.Reflection;
using AigcStudio.Core.Accounts;
using AigcStudio.Tests.Shell;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Accounts;

/// <summary>Who may enter where: every endpoint, page and hub method stands in <see cref="RoleMatrix"/>, or this fails.</summary>
public sealed class RoleMatrixTests(StudioApp studio) : IClassFixture<StudioApp>
{
    [Fact]
    public void Every_endpoint_and_page_asks_for_the_role_that_the_matrix_says()
    {
        var found = Doors.Of(studio.Services.GetServices<EndpointDataSource>()).Where(d => !RoleMatrix.IsFramework(d.Key)).ToList();

        var unknown = found.Except(RoleMatrix.Doors).Select(d => $"    [\"{d.Key}\"] = \"{d.Value}\",").Order();
        var gone = RoleMatrix.Doors.Except(found).Select(d => $"    [\"{d.Key}\"] = \"{d.Value}\",").Order();
        Assert.True(
            !unknown.Any() && !gone.Any(),
            $"Not in the matrix:\n{string.Join('\n', unknown)}\nIn the matrix and not in the studio:\n{string.Join('\n', gone)}");
    }

    [Fact]
    public void Files_for_everybody_are_only_ever_read()
    {
        var files = studio.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).Where(Doors.IsFile).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.Subset(
            new HashSet<string> { "GET", "HEAD" }, f.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.ToHashSet()));
    }

    [Fact]
    public void Every_hub_method_stands_in_the_matrix()
    {
        var methods = typeof(AigcStudio.Web.Shell.StudioOptions).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Hub)))
            .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(m => m.GetBaseDefinition().DeclaringType == m.DeclaringType)
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}");

        Assert.Equal(RoleMatrix.HubMethods.Order(), methods.Order());
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_gets_past_a_door_that_asks()
    {
        using var client = studio.Bare();
        foreach (var door in Askable().Where(d => d.Value != "anyone"))
        {
            var answer = await KnockAsync(client, door.Key);
            Assert.True(
                answer is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect, $"{door.Key} answered {(int)answer} to somebody unknown.");
        }
    }

    [Theory]
    [InlineData(Role.Reviewer)]
    [InlineData(Role.Creator)]
    public async Task A_smaller_role_is_refused_and_a_sufficient_one_is_not(Role role)
    {
        using var client = await studio.ClientAsync(role);
        foreach (var door in Askable().Where(d => Enum.TryParse<Role>(d.Value, out _)))
        {
            var answer = await KnockAsync(client, door.Key);
            var allowed = role >= Enum.Parse<Role>(door.Value);
            Assert.True(
                allowed == (answer is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)),
                $"{door.Key} asks for {door.Value} and answered {(int)answer} to a {role}.");
        }
    }

    /// <summary>What can be asked by one plain request, and changes nothing when asked with nothing in hand.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Askable() => RoleMatrix.Doors.Where(d => !d.Key.StartsWith("ANY /hangfire", StringComparison.Ordinal));

    private static async Task<HttpStatusCode> KnockAsync(HttpClient client, string door)
    {
        var (method, path) = (door.Split(' ')[0], door.Split(' ')[1]);
        var missing = System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]*\}", m =>
            m.Value.Contains("int", StringComparison.Ordinal) ? "1" : "01970000-0000-7000-8000-000000000000");
        using var request = new HttpRequestMessage(method is "ANY" or "PAGE" ? HttpMethod.Get : new HttpMethod(method), missing);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
