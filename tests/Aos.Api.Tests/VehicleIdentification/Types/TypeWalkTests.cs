using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Http;
using Aos.Api.Tests.Harness;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Types;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.VehicleIdentification.Types;

/// <summary>Whatever somebody chooses, and in whatever order: every count that was offered is what the next search finds, and no offer ends in nothing.</summary>
[Trait("Requirement", "API-16")]
public sealed class TypeWalkTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly string[] Texts = ["", "touring", "diesel 2014", "320d", "cooper s Automatik", "Unfug", "xdrive suv usa"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Over_HTTP(int seed)
    {
        var random = new Random(seed);
        foreach (var somebody in new[] { Somebody.Workshop, Somebody.MiniWorkshop, Somebody.MotorcycleWorkshop })
        {
            using var client = await api.AsAsync(somebody);
            var text = Texts[random.Next(Texts.Length)];
            var chosen = new Dictionary<string, List<string>> { ["propulsion"] = ["petrol"] };
            for (var step = 0; step < 8; step++)
            {
                var answer = await client.FindAsync(Query(text, chosen) + "&limit=1");
                var facets = answer["facets"]!.AsArray();
                var offers = facets.SelectMany(facet => facet!["values"]!.AsArray(), (facet, value) => (Feature: (string)facet!["feature"]!, Value: (string)value!["value"]!, Count: (int)value["count"]!)).ToList();
                Assert.All(offers, offer => Assert.True(offer.Count > 0));
                foreach (var offer in offers.OrderBy(_ => random.Next()).Take(6))
                    Assert.Equal(offer.Count, (int)(await client.FindAsync(Query(text, With(chosen, offer.Feature, offer.Value)) + "&limit=1"))["total"]!);
                if (offers.Count == 0)
                    break;
                Choose(random, chosen, offers[random.Next(offers.Count)]);
            }
        }
    }

    [Fact]
    public void In_thousands_of_searches_of_made_up_releases()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var index = new TypeIndex(MadeUp(random, random.Next(1, 200)), lastYear: 2026);
            var inView = new ulong[index.Words];
            for (var place = 0; place < index.Keys.Length; place++)
                if (random.Next(4) > 0)
                    inView.Set(place);
            var query = new TypeQuery { Propulsion = ["petrol"], Q = random.Next(2) == 0 ? null : "diesel Kombi 1999" };
            for (var step = 0; step < 12; step++)
                query = Step(random, index, inView, query);
        }
    }

    [Fact]
    public void What_was_written_before_is_what_would_be_written_now()
    {
        var index = new TypeIndex(MadeUp(new Random(7), 90), lastYear: 2026);
        var all = new ulong[index.Words];
        for (var place = 0; place < index.Keys.Length; place++)
            all.Set(place);
        var search = Search(index, all, new() { Propulsion = ["petrol"] });
        foreach (var language in new[] { "en", "de" })
        {
            var page = new VehicleTypePage { Items = search.Page(null, 200), Facets = search.Choices(language).Facets, DifferingFeatures = [], Understood = [], NotUnderstood = [] };
            Assert.Equal(Written(page), Written(page, new TypeAnswers.TypeConverter(), new TypeAnswers.ValueConverter()));
        }

        static string Written(VehicleTypePage page, params JsonConverter[] converters) => JsonSerializer.Serialize(page, JsonForms.Output([TypesJson.Default], converters).GetTypeInfo(typeof(VehicleTypePage)));
    }

    private static TypeQuery Step(Random random, TypeIndex index, ulong[] inView, TypeQuery query)
    {
        var search = Search(index, inView, query);
        var (facets, differing) = search.Choices("en");
        foreach (var facet in facets)
            foreach (var value in facet.Values)
            {
                Assert.True(value.Count > 0);
                Assert.Equal(value.Count, Search(index, inView, Chosen(query, facet.Feature, [value.Value])).Total);
            }

        // A feature differs exactly if a value of it makes the list shorter, but not empty.
        Assert.Equal(differing, index.Features.Where(feature => feature.Values.Select(value => Search(index, inView, query, (feature.Feature, value))).Any(total => total > 0 && total < search.Total)).Select(feature => feature.Feature));
        if (facets.Count == 0)
            return query;
        var next = facets[random.Next(facets.Count)];
        var picked = next.Values[random.Next(next.Values.Count)].Value;
        return Chosen(query, next.Feature, random.Next(3) == 0 && query.Of(next.Feature) is { } former ? [.. former, picked] : [picked]);
    }

    private static TypeSearch Search(TypeIndex index, ulong[] inView, TypeQuery query) =>
        TypeSearch.Of(index, inView, TypeCriteria.Of(index, query, TypeText.Read(index, query, inView).Understood));

    /// <summary>How many of the types found have a value, counted one by one.</summary>
    private static int Search(TypeIndex index, ulong[] inView, TypeQuery query, (TypeFeature Feature, string Value) value)
    {
        var feature = index.Features[(int)value.Feature];
        return Search(index, inView, query).Page(null, int.MaxValue).Count(type => TypeBits.CountBoth(feature.Bits(feature.PlaceOf(value.Value)), One(index, type.TypeKey)) == 1);
    }

    private static ulong[] One(TypeIndex index, string typeKey)
    {
        var bits = new ulong[index.Words];
        bits.Set(index.PlaceOf(typeKey));
        return bits;
    }

    private static TypeQuery Chosen(TypeQuery query, TypeFeature feature, string[] values) => feature switch
    {
        TypeFeature.Brand => query with { Brand = values },
        TypeFeature.ProductType => query with { ProductType = values },
        TypeFeature.Series => query with { Series = values },
        TypeFeature.DevelopmentCode => query with { DevelopmentCode = values },
        TypeFeature.BodyType => query with { BodyType = values },
        TypeFeature.ModelDesignation => query with { ModelDesignation = values },
        TypeFeature.EngineType => query with { EngineType = values },
        TypeFeature.Propulsion => query with { Propulsion = values },
        TypeFeature.DriveTrain => query with { DriveTrain = values },
        TypeFeature.Gearbox => query with { Gearbox = values },
        TypeFeature.Steering => query with { Steering = values },
        TypeFeature.Market => query with { Market = values },
        _ => query with { ModelYear = values },
    };

    private static Codebook MadeUp(Random random, int count)
    {
        var models = Enumerable.Range(0, count).Select(i => new CatalogueModel
        {
            Id = i,
            TypeKey = $"{i:0000}",
            LeadModel = "X",
            Model = "X",
            Designation = OneOf("320i", "320d", "320D", "Cooper S", "M3"),
            Brand = OneOf("bmw", "mini", "motorrad"),
            ProductType = OneOf(ProductType.Car, ProductType.Car, ProductType.Motorcycle),
            Series = OneOf("E90", "F30", "G20", "g20"),
            DevelopmentCode = OneOf("E90", "F30", null),
            BodyType = OneOf<BodyType?>(BodyType.Saloon, BodyType.Estate, null),
            EngineType = OneOf("N47", "B47", "B48"),
            Propulsion = OneOf<Propulsion?>(Propulsion.Petrol, Propulsion.Diesel, null),
            DriveTrain = OneOf<DriveTrain?>(DriveTrain.Rear, DriveTrain.All, null),
            Gearbox = OneOf<Gearbox?>(Gearbox.Manual, null),
            Steering = OneOf<Steering?>(Steering.Left, Steering.Right, null),
            Market = OneOf("ECE", "USA", null),
            ProducedFrom = random.Next(4) == 0 ? null : new DateOnly(1995 + random.Next(20), 3, 1),
            ProducedTo = random.Next(3) == 0 ? null : new DateOnly(2015 + random.Next(10), 5, 31),
        });
        return new()
        {
            Models = models.ToFrozenDictionary(model => model.Id),
            Options = new Dictionary<string, FrozenDictionary<short, VehicleOption>>(),
            Paints = new Dictionary<string, FrozenDictionary<string, CodedName>>(),
            Upholsteries = new Dictionary<string, FrozenDictionary<string, CodedName>>(),
            PaintColours = FrozenDictionary<string, string>.Empty,
            Wmis = FrozenDictionary<string, CatalogueWmi>.Empty,
            Plants = FrozenDictionary<(string, char), IReadOnlyList<CataloguePlant>>.Empty,
            Brands = new Dictionary<string, string> { ["bmw"] = "BMW" }.ToFrozenDictionary(),
        };

        T OneOf<T>(params T[] values) => values[random.Next(values.Length)];
    }

    private static Dictionary<string, List<string>> With(Dictionary<string, List<string>> chosen, string feature, string value) => new(chosen) { [feature] = [value] };

    private static void Choose(Random random, Dictionary<string, List<string>> chosen, (string Feature, string Value, int Count) offer)
    {
        if (random.Next(3) == 0 && chosen.TryGetValue(offer.Feature, out var values) && !values.Contains(offer.Value))
            values.Add(offer.Value);
        else
            chosen[offer.Feature] = [offer.Value];
    }

    private static string Query(string text, Dictionary<string, List<string>> chosen) =>
        string.Join('&', chosen.SelectMany(pair => pair.Value, (pair, value) => $"{pair.Key}={Uri.EscapeDataString(value)}").Append("q=" + Uri.EscapeDataString(text)));
}
