using System.Text.Json.Nodes;
using AigcStudio.Web.Runs;
using Bunit;
using Xunit;

namespace AigcStudio.Tests.Runs.Pages;

public sealed class SettingsFormTests : PageTest
{
    private readonly List<bool> _sound = [];
    private JsonObject _values = [];

    [Theory]
    [InlineData("en", "Width", "8", "256")]
    [InlineData("zh-Hans", "宽度", "8", "256")]
    public void A_value_out_of_range_is_refused_in_the_readers_language(string culture, string label, string least, string most)
    {
        Read(culture);
        var form = Form();
        form.Find("input[type=text]").Change("4000");
        var sentence = form.Find("[role=alert]").TextContent;
        Assert.Equal(Texts["recipe.outOfRange", label, least, most], sentence);
        Assert.NotEqual("recipe.outOfRange", sentence);
        Assert.Equal("4000", form.Find("input[type=text]").GetAttribute("value"));
        Assert.Empty(_values);
        Assert.Equal([false], _sound);
    }

    [Fact]
    public void A_legal_value_is_kept_and_the_form_is_sound_again()
    {
        var form = Form();
        form.Find("input[type=text]").Change("x");
        form.Find("input[type=text]").Change("96");
        Assert.Equal("{\"width\":96}", _values.ToJsonString());
        Assert.Equal([false, true], _sound);
    }

    [Fact]
    public void A_broken_number_is_refused_where_a_whole_one_is_wanted()
    {
        var form = Form();
        form.Find("input[type=text]").Change("12.5");
        Assert.Equal(Texts["recipe.wrongKind", "Width"], form.Find("[role=alert]").TextContent);
    }

    [Fact]
    public void Back_goes_to_what_the_preset_sets()
    {
        var form = Form(preset: new JsonObject { ["width"] = 32 });
        Assert.Equal("32", form.Find("input[type=text]").GetAttribute("value"));
        form.Find("input[type=text]").Change("48");
        Assert.Equal("Back to 32", form.Find(".setting .quiet-link").TextContent);
        form.Find(".setting .quiet-link").Click();
        Assert.Empty(_values);
        Assert.Equal("32", form.Find("input[type=text]").GetAttribute("value"));
    }

    [Fact]
    public void What_equals_the_usual_is_not_kept_as_a_difference()
    {
        var form = Form();
        form.Find("input[type=text]").Change("64");
        Assert.Empty(_values);
    }

    [Fact]
    public void Advanced_settings_wait_behind_a_click()
    {
        var form = Form();
        Assert.Single(form.FindAll(".setting"));
        form.Find("[aria-expanded=false]").Click();
        Assert.Equal(3, form.FindAll(".setting").Count);
        Assert.Equal("0.0002", form.FindAll("input[type=text]")[1].GetAttribute("value"));
    }

    private IRenderedComponent<SettingsForm> Form(JsonObject? preset = null) => Render<SettingsForm>(p => p
        .Add(c => c.Family, Families.Gan)
        .Add(c => c.Preset, preset ?? [])
        .Add(c => c.Values, _values)
        .Add(c => c.ValuesChanged, values => _values = values)
        .Add(c => c.SoundChanged, _sound.Add));
}
