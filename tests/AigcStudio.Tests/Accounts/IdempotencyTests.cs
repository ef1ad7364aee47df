using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Shell;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Jobs;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Accounts;

public sealed class IdempotencyTests(StudioApp studio) : IClassFixture<StudioApp>
{
    [Fact]
    public async Task Twenty_equal_posts_at_once_do_the_work_once_and_get_one_answer()
    {
        var person = await studio.PersonAsync(Role.Creator);
        var done = 0;
        var posts = Posts(async context =>
        {
            var mine = Interlocked.Increment(ref done);
            context.Response.StatusCode = StatusCodes.Status201Created;
            await context.Response.WriteAsync($"job {mine}", TestContext.Current.CancellationToken);
        });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(posts, person, "one")));

        Assert.Equal(1, done);
        Assert.All(answers, a => Assert.Equal((StatusCodes.Status201Created, "job 1"), a));
    }

    [Fact]
    public async Task A_post_that_failed_may_be_tried_again()
    {
        var person = await studio.PersonAsync(Role.Creator);
        var tries = 0;
        var posts = Posts(context => ++tries == 1 ? throw new InvalidOperationException("first") : context.Response.WriteAsync("second"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => PostAsync(posts, person, "two"));

        Assert.Equal((StatusCodes.Status200OK, "second"), await PostAsync(posts, person, "two"));
    }

    [Fact]
    public async Task Two_people_with_the_same_key_do_not_share_an_answer()
    {
        var done = 0;
        var posts = Posts(context => context.Response.WriteAsync($"{++done}"));

        var first = await PostAsync(posts, await studio.PersonAsync(Role.Creator), "three");
        var second = await PostAsync(posts, await studio.PersonAsync(Role.Creator), "three");

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task A_post_whose_studio_died_over_it_may_be_tried_again_at_once_and_one_of_a_living_studio_may_not()
    {
        var person = await studio.PersonAsync(Role.Creator);
        var replies = studio.Services.GetRequiredService<IdempotentReplies>();
        await ClaimAsync("dead", WorkerName.Own with { StartTicks = "an earlier start" });
        await ClaimAsync("elsewhere", WorkerName.Own with { Host = "another", StartTicks = "unknown here" });
        var posts = Posts(context => context.Response.WriteAsync("done"));

        Assert.Equal((StatusCodes.Status200OK, "done"), await PostAsync(posts, person, "dead"));
        Assert.Equal(0, (await ClaimAsync("elsewhere", WorkerName.Own))?.Status);

        Task<IdempotentReply?> ClaimAsync(string key, WorkerName worker) =>
            replies.ClaimAsync(person.Id, "/api/things", key, worker.ToString(), WorkerName.IsGone, TestContext.Current.CancellationToken);
    }

    private static async Task<(int Status, string Body)> PostAsync(IdempotentPosts posts, Person person, string key)
    {
        var context = new DefaultHttpContext { User = await new PersonClaims().CreateAsync(person) };
        (context.Request.Method, context.Request.Path) = ("POST", "/api/things");
        context.Request.Headers[IdempotentPosts.Header] = key;
        using var body = new MemoryStream();
        context.Response.Body = body;
        await posts.InvokeAsync(context);
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    private IdempotentPosts Posts(RequestDelegate work) =>
        new(work, studio.Services.GetRequiredService<IdempotentReplies>(), TimeProvider.System);
}
