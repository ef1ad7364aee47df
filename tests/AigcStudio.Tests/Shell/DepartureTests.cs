using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Xunit;

namespace AigcStudio.Tests.Shell;

/// <summary>A page that is left while it still reads must not take the page that came down with it.</summary>
public sealed class DepartureTests : StudioPageTest
{
    [Fact]
    public async Task What_a_left_page_had_under_way_leaves_the_next_page_alone()
    {
        var zone = JSInterop.SetupModule("./js/runs-clock.js").Setup<string?>("zone");
        Next.Made = 0;
        var way = Render<Way>();
        Assert.Single(zone.Invocations);

        way.Render(w => w.Add(p => p.Left, true));
        await way.InvokeAsync(() => zone.SetResult("UTC"));

        Assert.Equal("here", way.Find("p").TextContent);
        Assert.Equal(1, Next.Made);
    }

    [Fact]
    public void A_departure_is_told_and_can_be_asked_for_afterwards()
    {
        var departure = new Departure();
        var told = false;
        departure.Token.Register(() => told = true);
        Assert.False(departure.Happened);

        departure.Dispose();
        departure.Dispose();

        Assert.True(told && departure.Happened && departure.Token.IsCancellationRequested);
    }

    private sealed class Way : ComponentBase
    {
        [Parameter]
        public bool Left { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<PageBoundary>(0);
            builder.AddComponentParameter(1, nameof(PageBoundary.ChildContent), (RenderFragment)Page);
            builder.CloseComponent();
        }

        private void Page(RenderTreeBuilder builder)
        {
            if (Left)
            {
                builder.OpenComponent<Next>(0);
            }
            else
            {
                builder.OpenComponent<NewRunPage>(1);
            }

            builder.CloseComponent();
        }
    }

    private sealed class Next : ComponentBase
    {
        internal static int Made { get; set; }

        protected override void OnInitialized() => Made++;

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, "<p>here</p>");
    }
}
