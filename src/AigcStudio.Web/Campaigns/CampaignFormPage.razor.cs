using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Data.Campaigns;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Campaigns;

/// <summary>What a campaign is for: for a new one, and to change one.</summary>
public sealed partial class CampaignFormPage : IDisposable
{
    private readonly Departure _gone = new();
    private readonly HashSet<string> _channels = [.. AdChannels.All.Select(c => c.Id)];
    private IReadOnlyList<Brand>? _brands;
    private string _name = "";
    private string _brief = "";
    private Guid _brand;
    private DateOnly? _due;
    private bool _private;
    private string? _refusal;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required BrandBook Brands { get; init; }

    [Inject] public required CampaignReader Campaigns { get; init; }

    [Inject] public required CampaignActs Acts { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Parameter] public Guid? Id { get; set; }

    private string Back => Id is { } id ? $"campaigns/{id}" : "campaigns";

    private IReadOnlyList<PageHeader.Crumb> Trail => Id is null || _name.Length == 0
        ? [new(Texts["campaigns.title"], "campaigns")]
        : [new(Texts["campaigns.title"], "campaigns"), new(_name, Back)];

    public void Dispose() => _gone.Dispose();

    protected override async Task OnInitializedAsync()
    {
        var viewer = await Viewer.GetAsync();
        var brands = await Brands.ListAsync(viewer, _gone.Token);
        if (Id is { } id)
        {
            var campaign = await Campaigns.GetAsync(viewer, id, _gone.Token);
            (_name, _brief, _brand, _due) = (campaign.Card.Name, campaign.Brief, campaign.Card.BrandId, campaign.Card.DueOn);
            _private = campaign.Card.Visibility == Visibility.Private;
            _channels.IntersectWith(campaign.Channels);
        }

        // Drafts are their makers' to try; the one that the campaign has stays choosable.
        _brands = [.. brands.Where(b => b.Published || b.OwnerId == viewer.PersonId || b.Id == _brand).OrderByDescending(b => b.Published)];
        _brand = _brand == Guid.Empty && _brands.Count > 0 ? _brands[0].Id : _brand;
    }

    private void Choose(string channel, bool chosen)
    {
        if (chosen)
        {
            _channels.Add(channel);
        }
        else
        {
            _channels.Remove(channel);
        }
    }

    private async Task SaveAsync()
    {
        var plan = new CampaignPlan(_name, _brief, _brand, [.. _channels], _due, _private ? Visibility.Private : Visibility.Shared);
        try
        {
            var viewer = await Viewer.GetAsync();
            if (Id is { } id)
            {
                await Acts.ChangeAsync(viewer, id, plan, _gone.Token);
                Navigation.NavigateTo(Back);
            }
            else
            {
                Navigation.NavigateTo($"campaigns/{await Acts.MakeAsync(viewer, plan, _gone.Token)}");
            }
        }
        catch (StudioException refusal)
        {
            _refusal = Texts[Said.Of(refusal)];
        }
    }
}
