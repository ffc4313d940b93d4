using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.VehicleIdentification.Catalogue;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>Reads vehicles for a caller: rows from the store, names from the codebook of their release.</summary>
internal sealed class VehicleReading(VehicleStore vehicles, Releases releases, Codebooks codebooks, Cursors cursors)
{
    /// <summary>A vehicle that the caller sees, with its model and the codebook of its release.</summary>
    public async Task<(VehicleRow Row, CatalogueModel Model, Codebook Book)> FindAsync(string? text, Principal caller, CancellationToken cancellation)
    {
        var vin = Vin.Parse(text);
        if (await vehicles.FindAsync(caller.DataSet, vin, cancellation) is { } row)
        {
            var book = await codebooks.OfAsync(caller.DataSet, row.Release);
            if (book.Models.TryGetValue(row.ModelId, out var model) && VehicleVisibility.IsVisible(model, caller))
                return (row, model, book);
        }

        throw VehicleIdentificationErrors.VehicleNotFound.With(vin);
    }

    /// <summary>One page of the list. All pages of a walk show the release in which it began.</summary>
    public async Task<Page<Vehicle>> ListAsync(VehicleQuery query, Principal caller, string language, CancellationToken cancellation)
    {
        Check(query);
        var key = VehicleList.Key(query, caller);
        var after = cursors.Read(key, query.Cursor);
        if (await releases.OfWalkAsync(after, caller.DataSet, cancellation) is not { } release)
            return Total(new() { Items = [] }, query, 0, isCapped: false);
        var book = await codebooks.OfAsync(caller.DataSet, release.Number);
        var list = new VehicleList(query, caller, release, book);
        var rows = list.IsEmpty ? [] : await vehicles.ListAsync(list, after, cancellation);
        var page = Page.Of(rows, query.Take, last => cursors.Make(key, VehicleSorts.Position(release.Number, last)));
        var (total, isCapped) = query.IncludeTotal == true && !list.IsEmpty ? await vehicles.CountAsync(list, cancellation) : (0, false);
        return Total(new() { Items = [.. page.Items.Select(row => row.ToVehicle(book.Models[row.ModelId], book, language, query.Wanted))], NextCursor = page.NextCursor }, query, total, isCapped);
    }

    private static Page<Vehicle> Total(Page<Vehicle> page, VehicleQuery query, int total, bool isCapped) =>
        query.IncludeTotal == true ? page with { Total = total, TotalIsCapped = isCapped } : page;

    private static void Check(VehicleQuery query)
    {
        if (query.ShortVin is { } text && Vin.Normalise(text) is var shortVin && (shortVin.Length != Vin.ShortLength || !shortVin.All(Vin.IsCharacter)))
            throw new ProblemException(RequestErrors.ParameterInvalid, [])
            {
                Fields = [new() { Parameter = "shortVin", Code = FieldCodes.FormatInvalid, Detail = "A short VIN is the last seven characters: digits and letters without I, O and Q." }],
            };
    }
}
