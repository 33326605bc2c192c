"""What takes the roles of purposes away again, in one database and, once no other has any of them, on its server."""

CLEARED = """
DO $$ DECLARE one text; BEGIN
  DROP SCHEMA IF EXISTS ostoja_roles CASCADE;
  FOR one IN SELECT rolname FROM pg_roles WHERE starts_with(rolname, 'ostoja_for_') LOOP
    EXECUTE format('DROP OWNED BY %I', one);
    BEGIN
      EXECUTE format('DROP ROLE %I', one);
    EXCEPTION WHEN dependent_objects_still_exist THEN NULL;
    END;
  END LOOP;
END $$"""
