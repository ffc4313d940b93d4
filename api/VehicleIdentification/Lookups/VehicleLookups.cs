using System.Collections.Frozen;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Sandbox;
using Aos.Api.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.VinChecks;

namespace Aos.Api.VehicleIdentification.Lookups;

/// <summary>A row that is looked up.</summary>
/// <param name="Text">The text that should be a VIN.</param>
/// <param name="Reference">The caller's own reference.</param>
internal readonly record struct LookupRow(string Text, string? Reference);

/// <summary>For whom and in what form vehicles are looked up.</summary>
internal sealed record LookupScope
{
    public required DataSet DataSet { get; init; }
    public required string[] Brands { get; init; }
    public required string[] VehicleKinds { get; init; }
    public required VehicleView View { get; init; }

    /// <summary>Check the VINs of found vehicles too.</summary>
    public bool Checks { get; init; }
    public required string Language { get; init; }

    /// <summary>VINs of the sandbox that fail this time.</summary>
    public IReadOnlySet<string> Failing { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Path and id of the request that problems of rows belong to.</summary>
    public required (string Path, string RequestId) Request { get; init; }
}

/// <summary>Looks many vehicles up at once: one statement for their rows, the codebook of the release for the rest.</summary>
internal sealed class VehicleLookups(VehicleStore vehicles, Codebooks codebooks, ProblemWriter problems)
{
    /// <summary>An item for each row, in their order.</summary>
    /// <param name="rows">What to look up.</param>
    /// <param name="release">The release; null if nothing was loaded yet.</param>
    /// <param name="scope">For whom and how.</param>
    /// <param name="cancellation">Ends when nobody wants the answer any more.</param>
    public async Task<VehicleLookup[]> RunAsync(IReadOnlyList<LookupRow> rows, ReadableRelease? release, LookupScope scope, CancellationToken cancellation)
    {
        var vins = new string?[rows.Count];
        var distinct = new HashSet<string>(rows.Count, StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
            if (Vin.TryParse(rows[i].Text) is { } vin)
            {
                vins[i] = vin;
                distinct.Add(vin);
            }

        var book = release is null ? null : await codebooks.OfAsync(scope.DataSet, release.Number);
        var found = book is null || distinct.Count == 0 ? [] : await FindAsync(distinct, release!, book, scope, cancellation);
        var items = new VehicleLookup[rows.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = ItemOf(rows[i], vins[i], found, book, scope);
        return items;
    }

    private async Task<Dictionary<string, Vehicle>> FindAsync(HashSet<string> vins, ReadableRelease release, Codebook book, LookupScope scope, CancellationToken cancellation)
    {
        var rows = await vehicles.FindManyAsync(scope.DataSet, [.. vins], release, scope.View, cancellation);
        var found = new Dictionary<string, Vehicle>(rows.Count, StringComparer.Ordinal);
        foreach (var row in rows)
            if (book.Models.TryGetValue(row.ModelId, out var model) && VehicleVisibility.IsVisible(model, scope.Brands, scope.VehicleKinds))
                found.Add(row.Vin, row.ToVehicle(model, book, scope.Language, scope.View));
        return found;
    }

    private VehicleLookup ItemOf(LookupRow row, string? vin, Dictionary<string, Vehicle> found, Codebook? book, LookupScope scope)
    {
        var refusal = vin is null ? null : SandboxGate.RefusalOf(vin, scope.DataSet, scope.Failing);
        if (vin is not null && found.TryGetValue(vin, out var vehicle) && refusal is null)
            return new()
            {
                Input = row.Text,
                Reference = row.Reference,
                Vin = vin,
                Status = StatusCodes.Status200OK,
                Vehicle = vehicle,
                Check = scope.Checks ? VinCheckRules.Of(row.Text, book, scope.Language) with { IsKnown = true } : null,
            };
        var problem = vin is null ? NoVin(row.Text, scope)
            : refusal is null ? Describe(VehicleIdentificationErrors.VehicleNotFound, scope, [vin])
            : Describe(refusal.Error, scope, refusal.Arguments);
        var check = VinCheckRules.Of(row.Text, book, scope.Language);
        return new()
        {
            Input = check.Input,
            Reference = row.Reference,
            Vin = vin,
            Status = problem.Status,
            Problem = problem,
            Check = check.IsWellFormed ? check with { IsKnown = found.ContainsKey(vin!) } : check,
        };
    }

    private Problem NoVin(string text, LookupScope scope)
    {
        var refusal = Vin.Refuse(text);
        return Describe(refusal.Error, scope, refusal.Arguments, refusal.Fields, refusal.ResolutionPath);
    }

    private Problem Describe(ApiError error, LookupScope scope, object?[] arguments, IReadOnlyList<FieldError>? fields = null, string? resolutionPath = null) =>
        problems.Describe(error, scope.Language, scope.Request.Path, scope.Request.RequestId, arguments, fields, resolutionPath);
}
