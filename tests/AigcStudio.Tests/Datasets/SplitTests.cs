using System.Numerics;
using AigcStudio.Core;
using AigcStudio.Data.Datasets.Import;
using AigcStudio.Data.Datasets.Import.Pictures;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class SplitTests
{
    [Fact]
    public void A_tenth_of_every_label_is_held_out()
    {
        var curation = Curate(Enumerable.Range(0, 300).Select(i => Picture(i, label: i % 3 == 0 ? "a" : "b")));
        Assert.Equal(10, Enumerable.Range(0, 300).Count(i => curation.HeldOut[i] && curation.LabelOf[i] == 0));
        Assert.Equal(20, Enumerable.Range(0, 300).Count(i => curation.HeldOut[i] && curation.LabelOf[i] == 1));
    }

    [Fact]
    public void The_order_of_upload_does_not_change_who_is_held_out()
    {
        var pictures = Enumerable.Range(0, 100).Select(i => Picture(i)).ToList();
        var forth = Curate(pictures);
        var back = Curate(pictures.Select(p => p with { Sequence = -p.Sequence }));
        Assert.Equal(HeldOut(forth), HeldOut(back));
        Assert.Equal(10, HeldOut(forth).Count);
    }

    [Property(MaxTest = 50)]
    public Property Near_duplicates_are_on_one_side(int seed)
    {
        var random = new Random(seed);
        var pictures = Enumerable.Range(0, 40).SelectMany(i =>
        {
            var hash = (ulong)random.NextInt64() | 0xffff_0000_ffff_0000;
            return Enumerable.Range(0, 1 + random.Next(4)).Select(j => Picture((i * 10) + j, hash: hash ^ (1ul << random.Next(16)) ^ (1ul << (32 + random.Next(16)))));
        }).ToList();
        var curation = Curate(pictures);
        var pairs =
            from a in Enumerable.Range(0, pictures.Count)
            from b in Enumerable.Range(0, pictures.Count)
            where NearDuplicates.AreNear(pictures[a].PerceptualHash, pictures[b].PerceptualHash)
            select curation.HeldOut[a] == curation.HeldOut[b];
        return pairs.All(same => same).ToProperty();
    }

    [Property(MaxTest = 50)]
    public Property Bands_find_every_pair_that_comparing_all_finds(int seed)
    {
        var random = new Random(seed);
        var hashes = new List<ulong>();
        for (var i = 0; i < 60; i++)
        {
            var near = i > 0 && random.Next(2) == 0 ? hashes[random.Next(i)] : (ulong)random.NextInt64();
            hashes.Add(Enumerable.Range(0, random.Next(5)).Aggregate(near, (h, _) => h ^ (1ul << random.Next(64))));
        }

        var groups = NearDuplicates.Group(hashes);
        var pairs =
            from a in Enumerable.Range(0, hashes.Count)
            from b in Enumerable.Range(0, hashes.Count)
            where NearDuplicates.AreNear(hashes[a], hashes[b]) && BitOperations.PopCount(hashes[a]) > 8
            select groups[a] == groups[b];
        return pairs.All(same => same).ToProperty();
    }

    [Property(MaxTest = 50)]
    public Property What_a_model_made_is_never_held_out_nor_near_to_what_is_and_a_tenth_of_the_originals_still_is(int seed)
    {
        var random = new Random(seed);
        var pictures = Enumerable.Range(0, 120).Select(i => Picture(i)).ToList();
        pictures.AddRange(Enumerable.Range(120, 40).Select(i => random.Next(2) == 0
            ? Generated(Picture(i))
            : Generated(Picture(i, hash: pictures[random.Next(120)].PerceptualHash ^ (1ul << random.Next(64))))));
        var curation = Curate(pictures);
        var generated = Enumerable.Range(0, curation.Items.Count).Where(i => curation.Items[i].IsGenerated).ToList();
        var aside = Enumerable.Range(0, curation.Items.Count).Where(i => curation.HeldOut[i]).ToList();
        return (generated.All(g => !curation.HeldOut[g] && aside.All(a => !NearDuplicates.AreNear(curation.Items[a].PerceptualHash, curation.Items[g].PerceptualHash)))
            && curation.Items.Count(i => !i.IsGenerated) == 120 && aside.Count == 12).ToProperty();
    }

    [Fact]
    public void A_work_that_resembles_what_was_held_out_before_is_left_out_and_that_is_told()
    {
        var aside = Picture(1) with { WasHeldOut = true };
        var curation = Curate([aside, Picture(2) with { WasHeldOut = false }, Generated(Picture(3, hash: aside.PerceptualHash ^ 1)), Generated(Picture(4))]);
        Assert.Equal((3, 1), (curation.Items.Count, curation.GeneratedLeftOut));
        Assert.Equal([true, false, false], curation.HeldOut);
    }

    [Fact]
    public void Flat_pictures_are_not_called_near_duplicates()
    {
        var curation = Curate(Enumerable.Range(0, 20).Select(i => Picture(i, hash: 0)));
        Assert.Equal(0, curation.NearDuplicates);
    }

    [Fact]
    public void The_same_picture_under_two_labels_is_told()
    {
        var curation = Curate([Picture(1, "a"), Picture(1, "b") with { Sequence = 9 }, Picture(2, "b")]);
        Assert.Equal((2, 1, 1), (curation.Items.Count, curation.ExactDuplicates, curation.LabelConflicts));
    }

    [Fact]
    public void Pictures_beyond_the_cap_are_counted()
    {
        var curation = Curate(Enumerable.Range(0, 20).Select(i => Picture(i)), new ImportCaps { MaxItems = 15 });
        Assert.Equal((15, 5), (curation.Items.Count, curation.BeyondCap));
    }

    private static Curation Curate(IEnumerable<Kept> kept, ImportCaps? caps = null) =>
        Curation.Of(kept, caps ?? ImportCaps.Default, new PictureImport().Group);

    private static Kept Generated(Kept kept) => kept with { ArtifactId = Guid.CreateVersion7() };

    private static List<string> HeldOut(Curation c) => [.. c.Items.Where((_, i) => c.HeldOut[i]).Select(i => i.Hash.Hex).Order()];

    private static Kept Picture(int i, string? label = null, ulong? hash = null) =>
        new(i, $"{i}.png", label, ContentHash.Of(BitConverter.GetBytes(i)), 100, hash ?? (ulong)new Random(i).NextInt64()) { Width = 64, Height = 64 };
}
