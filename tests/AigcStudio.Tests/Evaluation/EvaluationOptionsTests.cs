using AigcStudio.Core.Evaluation;
using AigcStudio.Web.Evaluation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace AigcStudio.Tests.Evaluation;

public sealed class EvaluationOptionsTests : IDisposable
{
    private static readonly string Hash = new('b', 64);

    private readonly TestFolder _folder = new();

    private string Script => Path.Combine(_folder.Root, "inception.pt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_file_there_is_none_and_the_studio_starts() => Assert.Null(Check(null, null).Value.Inception);

    [Fact]
    public void A_file_and_its_hash_are_taken_as_stated()
    {
        File.WriteAllText(Script, "a script");

        Assert.Equal(new InceptionFile(Script, Hash), Check(Script, Hash).Value.Inception);
    }

    [Fact]
    public void One_without_the_other_is_refused_at_start()
    {
        File.WriteAllText(Script, "a script");

        Assert.Contains("go together", Refusal(Script, null), StringComparison.Ordinal);
        Assert.Contains("go together", Refusal(null, Hash), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_at_start() => Assert.Contains("no file at Evaluation:InceptionPath", Refusal(Script, Hash), StringComparison.Ordinal);

    [Theory]
    [InlineData("abc")]
    [InlineData("gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg")]
    public void A_hash_that_is_none_is_refused_at_start(string hash)
    {
        File.WriteAllText(Script, "a script");

        Assert.Contains("64 hexadecimal digits", Refusal(Script, hash), StringComparison.Ordinal);
    }

    private static string Refusal(string? path, string? hash) => Assert.Throws<OptionsValidationException>(() => Check(path, hash)).Message;

    // As the host does before it starts.
    private static IOptions<EvaluationOptions> Check(string? path, string? hash)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("Evaluation:InceptionPath", path), new("Evaluation:InceptionSha256", hash)]).Build());
        services.AddEvaluation();
        var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        return provider.GetRequiredService<IOptions<EvaluationOptions>>();
    }
}
